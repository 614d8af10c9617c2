/** What the main thread asks of the database's worker, one request at a time, and what comes back. */
export type WorkerRequest =
  /** Messages of PostgreSQL's frontend protocol, up to one that is answered. */
  | { readonly kind: "exec"; readonly bytes: Uint8Array }
  /** The data folder as a tarball. */
  | { readonly kind: "dump" }
  | { readonly kind: "close" };

export type WorkerReply =
  | { readonly kind: "ready" }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "failed"; readonly message: string };

export type WorkerStart = {
  readonly folder: string;
  /** A tarball to fill a new folder from. */
  readonly tarball: Uint8Array | null;
};

/** @returns the bytes with a buffer of their own, so that handing them to the other thread copies nothing else along */
export function ownBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength
    ? new Uint8Array(buffer)
    : new Uint8Array(bytes);
}
