import {
  changeConfigurationSchema,
  configurationChangedSchema,
  diallingSchema,
  errorBodySchema,
  mediaTokenSchema,
  operationSchema,
  quoteRequestSchema,
  quoteSchema,
  resetAllRequestSchema,
  resetProgressSchema,
  sessionAnswerSchema,
  sessionListSchema,
  sessionStartedSchema,
  startSessionSchema,
  ticketSchema,
} from '@ringback/shared/contract/http-api';
import { operationIdSchema, sessionIdSchema } from '@ringback/shared/contract/ids';
import { instanceSchema } from '@ringback/shared/contract/instances';
import { endReasonSchema, phaseSchema, viaSchema } from '@ringback/shared/contract/lifecycle';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';

interface Described {
  summary: string;
  body?: z.ZodType;
  /** Status and body of success; null: no body. */
  success: readonly [200 | 201 | 202 | 204, z.ZodType | null];
  security: 'candidate' | 'operator' | 'none';
}

const revisionSchema = z.object({ revision: z.number().int() });
const operatorSessionsSchema = z.object({
  total: z.number().int(),
  sessions: z.array(
    z.object({
      sessionId: sessionIdSchema,
      via: viaSchema,
      phase: phaseSchema,
      endReason: endReasonSchema.nullable(),
      holders: z.array(z.string()),
      configuredAt: z.number(),
      deadlineAt: z.number().nullable(),
      revision: z.number().int(),
    }),
  ),
});

type Success = Described['success'];
const as =
  (security: Described['security']) =>
  (summary: string, success: Success, body?: z.ZodType): Described => ({
    summary,
    success,
    security,
    ...(body === undefined ? {} : { body }),
  });
const candidate = as('candidate');
const operator = as('operator');

/** Every route of the gateway, as it is described to others; a test asks each of them. */
export const describedRoutes: Record<
  string,
  Partial<Record<'get' | 'post' | 'put' | 'delete', Described>>
> = {
  '/api/candidate': { post: as('none')('Become known, by a cookie', [204, null]) },
  '/api/quotes': { post: candidate('What a call will cost', [200, quoteSchema], quoteRequestSchema) },
  '/api/sessions': {
    get: candidate('Your sessions', [200, sessionListSchema]),
    post: candidate('Start a session', [201, sessionStartedSchema], startSessionSchema),
  },
  '/api/sessions/{id}': {
    get: candidate('One session as it is now', [200, sessionAnswerSchema]),
    delete: candidate('Erase a session; a live call ends', [204, null]),
  },
  '/api/sessions/{id}/ticket': { post: candidate('A ticket for the /logs socket', [201, ticketSchema]) },
  '/api/sessions/{id}/media-token': {
    post: candidate('A token for the audio socket', [201, mediaTokenSchema]),
  },
  '/api/sessions/{id}/end': { post: candidate('Hang up', [202, revisionSchema], operationSchema) },
  '/api/sessions/{id}/reset': {
    post: candidate('End at once, without a goodbye', [202, revisionSchema], operationSchema),
  },
  '/api/sessions/{id}/job-configuration': {
    put: candidate(
      'Change what the interview is for',
      [200, configurationChangedSchema],
      changeConfigurationSchema,
    ),
  },
  '/api/operator/sessions': { get: operator('Sessions that live', [200, operatorSessionsSchema]) },
  '/api/operator/instances': {
    get: operator('Who runs', [200, z.object({ instances: z.array(instanceSchema) })]),
  },
  '/api/operator/reset-all': {
    post: operator(
      'End all sessions',
      [202, z.object({ operationId: operationIdSchema })],
      resetAllRequestSchema,
    ),
  },
  '/api/operator/reset-all/{operationId}': {
    get: operator('How far a reset is', [200, resetProgressSchema]),
  },
  '/api/operator/dialling': {
    put: operator('Switch all dialling off or on', [200, diallingSchema], diallingSchema),
  },
};

const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema } } });

function toOperation(path: string, route: Described): ZodOpenApiOperationObject {
  const [status, answer] = route.success;
  const name = /\{(\w+)\}/.exec(path)?.[1];
  const success = { description: 'Done', ...(answer === null ? {} : json(answer)) };
  return {
    summary: route.summary,
    security: route.security === 'none' ? [] : [{ [route.security]: [] }],
    ...(name === undefined ? {} : { requestParams: { path: z.object({ [name]: z.string() }) } }),
    ...(route.body === undefined ? {} : { requestBody: { required: true, ...json(route.body) } }),
    responses: {
      [status]: success,
      default: { description: 'Refused: a code and a sentence for a person', ...json(errorBodySchema) },
    },
  };
}

/** The description served at `/api/openapi.json`, generated from the schemas that check the requests. */
export function toOpenApi(): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const [path, methods] of Object.entries(describedRoutes)) {
    const entries = Object.entries(methods);
    paths[path] = Object.fromEntries(entries.map(([method, route]) => [method, toOperation(path, route)]));
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Ringback gateway', version: '1' },
      paths,
      components: {
        securitySchemes: {
          candidate: { type: 'apiKey', in: 'cookie', name: 'ringback_candidate_<port>' },
          operator: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    {
      // A cleaned text is still a text.
      override: ({ jsonSchema, zodSchema }) => {
        if (zodSchema._zod.def.type === 'transform') jsonSchema.type = 'string';
      },
    },
  );
}
