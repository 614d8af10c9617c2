/** The part of yauzl 3 that is used here; the package has no types. */
declare module "yauzl" {
  import type { Readable } from "node:stream";

  export type Entry = {
    readonly fileName: string;
    readonly compressedSize: number;
    readonly uncompressedSize: number;
    readonly compressionMethod: number;
    readonly externalFileAttributes: number;
    readonly crc32: number;
    isEncrypted(): boolean;
  };
  export type ZipFile = {
    readonly entryCount: number;
    eachEntry(): AsyncIterableIterator<Entry>;
    openReadStreamPromise(entry: Entry): Promise<Readable>;
    close(): void;
  };
  export function openPromise(
    path: string,
    options: { readonly autoClose?: boolean; readonly strictFileNames?: boolean },
  ): Promise<ZipFile>;
}
