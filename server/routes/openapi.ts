import { Type } from "typebox";
import { sendWritten } from "../http/send-written.ts";
import { failures, NoQuery, type Resource } from "./context.ts";

const OpenApiBody = Type.Object({ openapi: Type.String() }, { additionalProperties: true });

/** The contract, made from the same schemas that check requests and answers. */
export const openapiRoutes: Resource = () => async (app) => {
  app.get(
    "/openapi.json",
    { config: { tier: "public" }, schema: { querystring: NoQuery, response: { 200: OpenApiBody, ...failures } } },
    async (_request, reply) => sendWritten(reply, JSON.stringify(app.swagger())),
  );
};
