/** Hand a file to the user's downloads. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own reference by then; without this the blob would stay for as long as the page.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
