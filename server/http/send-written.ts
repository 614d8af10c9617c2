import type { FastifyReply } from "fastify";

/** Answer with JSON that is written already, as text or as bytes in the content encoding the reply names. */
export function sendWritten(
  reply: FastifyReply,
  body: string | Buffer,
  type: "application/json" | "application/geo+json" = "application/json",
): FastifyReply {
  const typed = reply.type(`${type}; charset=utf-8`);
  return typeof body === "string" ? typed.serializer(String).send(body) : typed.send(body);
}

/**
 * For routes that always answer with `sendWritten`: their schema describes the answer and shapes nothing, so no serializer is
 * compiled from it, which costs every start and every test tens of milliseconds a route.
 */
export const alwaysWritten = { serializerCompiler: () => JSON.stringify };
