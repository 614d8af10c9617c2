import type { FastifyReply } from "fastify";

/** Answer with JSON that is written already, as text or as bytes in the content encoding the reply names. */
export function sendWritten(reply: FastifyReply, body: string | Buffer): FastifyReply {
  const typed = reply.type("application/json; charset=utf-8");
  return typeof body === "string" ? typed.serializer(String).send(body) : typed.send(body);
}
