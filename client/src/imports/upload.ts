import type { ImportJobBody } from "../../../server/api/types.ts";
import { ApiError, errorFromBody, IMPORTS_URL } from "../api.ts";

/** What the file does not say itself; an empty text is left out. */
export type UploadOptions = {
  readonly dataset: string;
  readonly force: string;
  readonly set: string;
  readonly mapping: string;
  readonly encoding: "utf-8" | "windows-1252";
  readonly allowBadRows: boolean;
};
type Progress = { readonly onProgress: (sent: number, total: number) => void; readonly signal: AbortSignal };

/** The form of an upload: options before the files, because the server reads it as a stream. */
export function uploadForm(files: readonly File[], options: UploadOptions): FormData {
  const form = new FormData();
  for (const name of ["dataset", "force", "set", "mapping"] as const) {
    const value = options[name].trim();
    if (value !== "") form.append(name, value);
  }
  if (options.encoding !== "utf-8") form.append("encoding", options.encoding);
  if (options.allowBadRows) form.append("allowBadRows", "true");
  for (const file of files) form.append("file", file, file.name);
  return form;
}

/**
 * Send files. XMLHttpRequest, because fetch does not tell how much of a body was sent.
 * @throws ApiError with the server's words
 */
export function upload(form: FormData, { onProgress, signal }: Progress): Promise<ImportJobBody> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", IMPORTS_URL);
    request.setRequestHeader("accept", "application/json");
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded, event.total));
    request.addEventListener("error", () =>
      reject(new ApiError("network", "The upload broke off: the server does not answer. Nothing was changed.", 0)),
    );
    request.addEventListener("abort", () =>
      reject(new ApiError("cancelled", "The upload was cancelled. Nothing was changed.", 0)),
    );
    request.addEventListener("load", () => {
      if (request.status !== 202) return reject(errorFromBody(request.status, request.responseText));
      const job: ImportJobBody = JSON.parse(request.responseText);
      resolve(job);
    });
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}
