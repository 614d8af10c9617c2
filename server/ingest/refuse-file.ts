import { DomainError } from "../errors.ts";

/**
 * The error that refuses a whole file.
 * @param file its name as a person knows it
 * @param message what is wrong and what to do, without the name
 * @param line counted from 1, where known
 */
export function refuseFile(file: string, message: string, line?: number): DomainError {
  const where = line === undefined ? file : `${file}, line ${line}`;
  return new DomainError("import_refused", `${where}: ${message}`, line === undefined ? { file } : { file, line });
}
