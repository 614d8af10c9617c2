import { signal } from "@preact/signals";
import { CELL_INDEX_TYPE, CELL_VALUES_TYPE, decodeCellIndex, decodeCellValues } from "../../server/api/cell-columns.ts";
import type {
  AreaCollection,
  AreaCountsBody,
  AreaKind,
  AreaSetListBody,
  DatasetListBody,
  ImportJobBody,
  PlaceListBody,
  Resolution,
  SeriesBody,
} from "../../server/api/types.ts";

const BASE = "/api/v1";

/** How often the server answered that it is busy: a hint that something is being published. */
export const busyAnswers = signal(0);

/** The server said no, or did not answer. `message` is for people; `code` is the server's, or "network". */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  /** The field of the request that was refused, where the server names one. */
  readonly field: string | null;
  /** What the server told beside its words, as it came. */
  readonly details: unknown;

  constructor(code: string, message: string, status: number, details: unknown = null) {
    super(message);
    this.code = code;
    this.status = status;
    this.field = fieldOf(details);
    this.details = details;
  }
}

/** What is counted, when and where: the query names of every counting route. */
export type Filter = {
  readonly dataset: string;
  readonly category: string;
  readonly from?: string;
  readonly to?: string;
  readonly area?: readonly string[];
};
export type Parameter = string | number | readonly string[] | undefined;

export function fetchDatasets(signal?: AbortSignal): Promise<DatasetListBody> {
  return getJson("/datasets", {}, signal);
}

export function fetchAreaSets(signal?: AbortSignal): Promise<AreaSetListBody> {
  return getJson("/area-sets", {}, signal);
}

/** Boundaries of the dataset's chosen set of a kind. */
export function fetchAreas(dataset: string, kind: AreaKind, signal?: AbortSignal): Promise<AreaCollection> {
  return getJson("/areas", { dataset, kind }, signal);
}

export function fetchPlaces(dataset: string, kind: string, signal?: AbortSignal): Promise<PlaceListBody> {
  return getJson("/places", { dataset, kind }, signal);
}

export function fetchAreaCounts(filter: Filter, kind: AreaKind, signal?: AbortSignal): Promise<AreaCountsBody> {
  return getJson("/area-counts", { ...filter, kind }, signal);
}

export type SeriesUnit = SeriesBody["unit"];
export function fetchSeries(
  filter: Filter & { readonly cell?: string },
  unit: SeriesUnit,
  signal?: AbortSignal,
): Promise<SeriesBody> {
  return getJson("/series", { ...filter, unit }, signal);
}

export type CellSource = { readonly dataset: string; readonly version: number; readonly res: Resolution };

/** Ascending compact cells of a dataset version; values of `fetchCellValues` are aligned to them. */
export async function fetchCellIndex(source: CellSource, signal?: AbortSignal): Promise<Float64Array> {
  return decodeCellIndex(await getBytes("/cells/index", source, CELL_INDEX_TYPE, signal)).compact;
}

export type CellValues = { readonly total: number; readonly values: Uint32Array };
export async function fetchCellValues(source: CellSource, filter: Filter, signal?: AbortSignal): Promise<CellValues> {
  return decodeCellValues(await getBytes("/cells", { ...filter, ...source }, CELL_VALUES_TYPE, signal));
}

export function fetchImports(signal?: AbortSignal): Promise<{ imports: ImportJobBody[] }> {
  return getJson("/imports", {}, signal);
}

export function fetchImport(id: number, signal?: AbortSignal): Promise<ImportJobBody> {
  return getJson(`/imports/${id}`, {}, signal);
}

/** Whether an import, ours or anybody's, is being published now. @throws TypeError when the server does not answer */
export async function fetchPublishing(): Promise<boolean> {
  const body: unknown = await (await fetch("/ready", { headers: { accept: "application/json" } })).json();
  return typeof body === "object" && body !== null && "status" in body && body.status === "publishing";
}

/** Ask a queued or running import to stop; what is stored stays as it was. */
export function cancelImport(id: number): Promise<void> {
  return sendDelete(`/imports/${id}`);
}

export async function sendDelete(path: string): Promise<void> {
  const response = await fetch(`${BASE}${path}`, { method: "DELETE" });
  if (!response.ok) throw await toApiError(response);
}

export function rejectsUrl(id: number): string {
  return `${BASE}/imports/${id}/rejects.csv`;
}

export const IMPORTS_URL = `${BASE}/imports`;

/** The error of a body the server sent, or words of our own when it sent none. */
export function errorFromBody(status: number, text: string): ApiError {
  try {
    const body: unknown = JSON.parse(text);
    if (isErrorBody(body)) return new ApiError(body.error.code, body.error.message, status, body.error.details);
  } catch {
    // Not JSON: a proxy or a crash; the words below say as much as is known.
  }
  return new ApiError("unexpected", `The server answered ${status} without an explanation. Try again.`, status);
}

export async function getJson<T>(
  path: string,
  parameters: Readonly<Record<string, Parameter>>,
  signal?: AbortSignal,
): Promise<T> {
  const response = await get(path, parameters, "application/json", signal);
  // The JSON door: the server validates every answer against the schema these types come from.
  return (await response.json()) as T;
}

/** Send something new, once: what the server said to it. @throws ApiError in its words */
export function postJson<T>(path: string, body: unknown): Promise<T> {
  return sendJson("POST", path, body);
}

/** Send a correction, once: what the server said to it. @throws ApiError in its words */
export function putJson<T>(path: string, body: unknown): Promise<T> {
  return sendJson("PUT", path, body);
}

async function sendJson<T>(method: "POST" | "PUT", path: string, body: unknown): Promise<T> {
  let response: Response;
  try {
    const headers = { accept: "application/json", "content-type": "application/json" };
    response = await fetch(`${BASE}${path}`, { method, headers, body: JSON.stringify(body) });
  } catch {
    throw new ApiError("network", "Hexbeat's server does not answer. Nothing was saved; try again.", 0);
  }
  if (!response.ok) throw await toApiError(response);
  // The JSON door: the server validates every answer against the schema these types come from.
  return (await response.json()) as T;
}

export async function getBytes(
  path: string,
  parameters: Readonly<Record<string, Parameter>>,
  type: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const response = await get(path, parameters, type, signal);
  return new Uint8Array(await response.arrayBuffer());
}

/** A publish on the embedded database makes readers wait, sometimes for longer than the server lets them. */
const BUSY_TRIES = 5;
const BUSY_PAUSE_MS = 2_000;

/** Ask again a few times while the server says that it is busy: it will be free in seconds. */
async function get(
  path: string,
  parameters: Readonly<Record<string, Parameter>>,
  accept: string,
  signal?: AbortSignal,
): Promise<Response> {
  for (let tries = 1; ; tries++) {
    try {
      return await getOnce(path, parameters, accept, signal);
    } catch (error) {
      const passing = error instanceof ApiError && error.code === "busy" && tries < BUSY_TRIES && !signal?.aborted;
      if (!passing) throw error;
      await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE_MS));
      signal?.throwIfAborted();
    }
  }
}

async function getOnce(
  path: string,
  parameters: Readonly<Record<string, Parameter>>,
  accept: string,
  signal?: AbortSignal,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`${BASE}${path}${queryText(parameters)}`, { headers: { accept }, signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError("network", "Hexbeat's server does not answer. Check that it is running, then try again.", 0);
  }
  if (response.ok) return response;
  const error = await toApiError(response);
  if (error.code === "busy") busyAnswers.value++;
  throw error;
}

function queryText(parameters: Readonly<Record<string, Parameter>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    const text = typeof value === "object" ? value.join(",") : value === undefined ? "" : String(value);
    if (text !== "") search.set(name, text);
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}

async function toApiError(response: Response): Promise<ApiError> {
  return errorFromBody(response.status, await response.text().catch(() => ""));
}

function fieldOf(details: unknown): string | null {
  if (typeof details !== "object" || details === null || !("field" in details)) return null;
  return typeof details.field === "string" ? details.field : null;
}

function isErrorBody(body: unknown): body is { error: { code: string; message: string; details?: unknown } } {
  if (typeof body !== "object" || body === null || !("error" in body)) return false;
  const { error } = body;
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    "message" in error &&
    typeof error.message === "string"
  );
}
