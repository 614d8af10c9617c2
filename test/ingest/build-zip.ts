import { Buffer } from "node:buffer";
import { crc32, deflateRawSync } from "node:zlib";

/** One entry of a zip; what is left out is told truly. */
export type ZipEntry = {
  readonly name: string;
  readonly data: Uint8Array | string;
  readonly method?: number;
  readonly declaredSize?: number;
  readonly flags?: number;
  readonly unixMode?: number;
  readonly crc?: number;
  /** Compressed bytes to write in place of the deflated data. */
  readonly compressed?: Uint8Array;
  /** Point at the local header of the first entry, as overlapping zips do. */
  readonly overlapsFirst?: boolean;
};

/** Write a zip by hand, so that each of its fields can lie. Layout: PKWARE APPNOTE.TXT, sections 4.3.7 and 4.3.12. */
export function buildZip(entries: readonly ZipEntry[]): Uint8Array {
  const locals: Uint8Array[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const fields = headerFields(entry);
    const name = Buffer.from(entry.name);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE((3 << 8) | 20, 4);
    fields.common.copy(central, 6);
    central.writeUInt32LE((((entry.unixMode ?? 0o100644) << 16) >>> 0) >>> 0, 38);
    central.writeUInt32LE(entry.overlapsFirst === true ? 0 : offset, 42);
    directory.push(central, name);
    if (entry.overlapsFirst === true) continue;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    fields.common.copy(local, 4);
    locals.push(local, name, fields.packed);
    offset += local.length + name.length + fields.packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

/** The 26 bytes that both headers share: version, flags, method, time, checksum, sizes, lengths of name and extra. */
function headerFields(entry: ZipEntry): { common: Buffer; packed: Uint8Array } {
  const data = Buffer.from(entry.data);
  const method = entry.method ?? 8;
  const packed = entry.compressed ?? (method === 0 ? data : deflateRawSync(data));
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(entry.flags ?? 0, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt32LE(entry.crc ?? crc32(data), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(entry.declaredSize ?? data.length, 18);
  common.writeUInt16LE(Buffer.byteLength(entry.name), 22);
  return { common, packed };
}
