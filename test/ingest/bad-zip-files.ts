import { Buffer } from "node:buffer";
import { deflateRawSync } from "node:zlib";
import type { BadFile } from "./bad-files.ts";
import { buildZip, type ZipEntry } from "./build-zip.ts";
import { csv, STREET_HEADER, streetRow } from "./sample-rows.ts";

const fileName = "archive.zip";
const refused = (message: RegExp) => ({ code: "import_refused", message }) as const;
const tooLarge = (message: RegExp) => ({ code: "too_large", message }) as const;
const street = csv(STREET_HEADER, streetRow(), streetRow());
const entry: ZipEntry = { name: "2019-05/2019-05-metropolitan-street.csv", data: street };
const zip =
  (...entries: readonly ZipEntry[]) =>
  () =>
    buildZip(entries);
/** The same rows under the names of other months. */
const months = (count: number): ZipEntry[] =>
  Array.from({ length: count }, (_, index) => ({ name: `${index}.csv`, data: street }));

export const badZipFiles: readonly BadFile[] = [
  {
    fileName,
    name: "a zip that climbs out of its folder",
    bytes: zip({ ...entry, name: "../../etc/street.csv" }),
    expect: refused(/leads out of it/),
  },
  {
    fileName,
    name: "a zip with an absolute name",
    bytes: zip({ ...entry, name: "/etc/street.csv" }),
    expect: refused(/leads out of it/),
  },
  {
    fileName,
    name: "a zip that climbs with backslashes",
    bytes: zip({ ...entry, name: "..\\street.csv" }),
    expect: refused(/leads out of it/),
  },
  {
    fileName,
    name: "a zip with a drive letter",
    bytes: zip({ ...entry, name: "C:/street.csv" }),
    expect: refused(/leads out of it/),
  },
  {
    fileName,
    name: "a zip inside a zip",
    bytes: zip(entry, { name: "more.zip", data: buildZip([entry]) }),
    expect: refused(/nested zip/),
  },
  {
    fileName,
    name: "a zip inside a zip under a CSV's name",
    bytes: zip({ name: "more.csv", data: buildZip([entry]), method: 0 }),
    expect: refused(/a zip inside another file/),
  },
  { fileName, name: "an encrypted entry", bytes: zip({ ...entry, flags: 1 }), expect: refused(/encrypted/) },
  {
    fileName,
    name: "an entry packed by a method that is not read",
    bytes: zip({ ...entry, method: 14 }),
    expect: refused(/method 14/),
  },
  {
    fileName,
    name: "a link in a zip",
    bytes: zip({ ...entry, data: "/etc/passwd", unixMode: 0o120777 }),
    expect: refused(/symbolic link/),
  },
  {
    fileName,
    name: "a zip of too many entries",
    bytes: zip(...months(12)),
    limits: { zipEntries: 10 },
    expect: tooLarge(/12 entries/),
  },
  {
    fileName,
    name: "an entry that is longer than it says",
    bytes: zip({ ...entry, declaredSize: 100 }),
    expect: refused(/lies about a size/),
  },
  {
    fileName,
    name: "an entry that is shorter than it says",
    bytes: zip({ ...entry, declaredSize: street.length + 100 }),
    expect: refused(/lies about a size/),
  },
  {
    fileName,
    name: "a zip bomb",
    bytes: zip({ name: "bomb.csv", data: Buffer.alloc(32 * 1024 ** 2, 0x61) }),
    expect: refused(/zip bomb/),
  },
  {
    fileName,
    name: "a zip bomb that says it is small",
    bytes: zip({ name: "bomb.csv", data: "a", compressed: deflateRawSync(Buffer.alloc(32 * 1024 ** 2, 0x61)) }),
    expect: refused(/lies about a size/),
  },
  {
    fileName,
    name: "a zip that unpacks to more than the limit",
    bytes: zip(...months(4)),
    limits: { unzippedBytes: 3 * street.length },
    expect: tooLarge(/over the limit/),
  },
  {
    fileName,
    name: "a zip whose entries overlap",
    bytes: zip(entry, ...months(20).map((month) => ({ ...month, overlapsFirst: true }))),
    expect: refused(/overlap/),
  },
  { fileName, name: "an entry with a wrong checksum", bytes: zip({ ...entry, crc: 1 }), expect: refused(/checksum/) },
  { fileName, name: "an empty zip", bytes: zip(), expect: refused(/zip is empty/) },
  {
    fileName,
    name: "a zip that is cut off",
    bytes: () => buildZip([entry]).subarray(0, 150),
    expect: refused(/cannot be read/),
  },
  {
    fileName,
    name: "damaged data in an entry",
    bytes: zip({ ...entry, compressed: Buffer.from([0xff, 0xff, 0xff, 0xff]) }),
    expect: refused(/cannot be read/),
  },
  {
    fileName,
    name: "one bad file in a good zip",
    bytes: zip(entry, { name: "2019-06/unknown.csv", data: "a,b\n1,2\n" }),
    expect: refused(/2019-06\/unknown\.csv.*no format known/),
  },
];
