import type { FastifyReply, FastifyRequest } from "fastify";
import type { Static, TSchema } from "typebox";
import { Compile } from "typebox/compile";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { DomainError } from "../../errors.ts";
import { negotiate } from "../../http/negotiate.ts";
import { BinaryBody, failures, NotModified, TextBody } from "../context.ts";
import { answerOnce } from "./answer-once.ts";
import type { Frame } from "./resolve-frame.ts";
import { abortOnClose, type StatisticsContext, type StatisticsResource } from "./statistics-context.ts";

/** What a question is about, resolved: the dataset it reads, and whatever else the answer is made from. */
type About = { readonly dataset: KnownDataset };

export type Work<Subject> = {
  readonly context: StatisticsContext;
  readonly about: Subject;
  /** Aborts when whoever asked has gone. */
  readonly signal: AbortSignal;
};

type Write<Subject, Result> = (result: Result, about: Subject) => string | Buffer;

export type Statistic<Query extends TSchema, Subject extends About, Result> = {
  /** Under /api/v1. */
  readonly path: string;
  /** What it answers, for the OpenAPI document. */
  readonly title: string;
  readonly query: Query;
  readonly answer: TSchema;
  /** @throws DomainError that names the field at fault and what it may be */
  about(context: StatisticsContext, query: Static<Query>): Promise<Subject>;
  /** Everything but the dataset's version and the address that an answer depends on: it makes the entity tag. */
  key(about: Subject): readonly unknown[];
  make(work: Work<Subject>): Promise<Result>;
  /** How the result is written, by media type; by default as JSON alone. */
  readonly forms?: Readonly<Record<string, Write<Subject, Result>>>;
};

const JSON_TYPE = "application/json";

/** The route of one statistic: negotiated, cached by its entity tag, cancelled with its client, of one version of the data. */
export function statisticRoute<Query extends TSchema, Subject extends About, Result>(
  statistic: Statistic<Query, Subject, Result>,
): StatisticsResource {
  const { path, title, query, answer } = statistic;
  const forms: Readonly<Record<string, Write<Subject, Result>>> = {
    [JSON_TYPE]: (result) => JSON.stringify(result),
    ...statistic.forms,
  };
  const types = Object.keys(forms);
  const readQuery = queryReader(query);
  const content = Object.fromEntries(types.map((type) => [type, { schema: schemaOf(type, answer) }]));
  return (context) => async (app) => {
    app.get(
      path,
      {
        config: { tier: "analyst" },
        schema: {
          querystring: query,
          response: { 200: { description: title, content }, 304: NotModified, ...failures },
        },
      },
      async (request: FastifyRequest, reply: FastifyReply) => {
        const type = negotiate(request.headers.accept, types);
        const signal = abortOnClose(reply);
        const asked = readQuery(request.query);
        return answerOnce({ context, request, reply, type }, async () => {
          const about = await statistic.about(context, asked);
          const make = async () => {
            const result = await statistic.make({ context, about, signal });
            return forms[type]?.(result, about) ?? "";
          };
          return { dataset: about.dataset, key: statistic.key(about), make };
        });
      },
    );
  };
}

/** The server has checked the query by this schema; here it gets its type. */
function queryReader<Query extends TSchema>(schema: Query): (given: unknown) => Static<Query> {
  const compiled = Compile(schema);
  return (given) => {
    if (compiled.Check(given)) return given;
    throw new DomainError("invalid_query", "The query does not have the expected form.");
  };
}

/** What an answer on a frame depends on. */
export function frameKey({ filter, universe, asked, listed }: Frame): readonly unknown[] {
  return [filter, universe.key, asked, [...(listed ?? [])]];
}

function schemaOf(type: string, answer: TSchema): TSchema {
  if (type === JSON_TYPE) return answer;
  return type.startsWith("text/") || type.endsWith("json") ? TextBody : BinaryBody;
}
