/** What went wrong, in words: the service's own where it gave any. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
