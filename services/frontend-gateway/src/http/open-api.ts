import { bookingAnswerSchema, bookingRequestSchema } from '@ringback/shared/contract/bookings';
import {
  coachedSchema,
  coachingSchema,
  noteAnswerSchema,
  noteEraseSchema,
  noteRequestSchema,
  topicAnswerSchema,
  topicRequestSchema,
} from '@ringback/shared/contract/coach-notes';
import { deletionRecordSchema, erasurePreviewSchema } from '@ringback/shared/contract/deletion-record';
import {
  deviceCodeJoinSchema,
  deviceCodeLookSchema,
  deviceCodeSchema,
  deviceCodeSeenSchema,
  deviceCodeStateSchema,
} from '@ringback/shared/contract/device-codes';
import {
  changeConfigurationSchema,
  configurationChangedSchema,
  correctionRequestSchema,
  diallingSchema,
  diallingStateSchema,
  disputeRequestSchema,
  eraseQuerySchema,
  errorBodySchema,
  factRequestSchema,
  mediaTokenSchema,
  numberFoundSchema,
  numberSearchSchema,
  operationSchema,
  operatorAuditSchema,
  operatorInstancesSchema,
  operatorQueuesSchema,
  operatorSessionsSchema,
  quoteRequestSchema,
  quoteSchema,
  reportAnswerSchema,
  reportQuerySchema,
  resetAcceptedSchema,
  resetAllRequestSchema,
  resetProgressSchema,
  selfRatingRequestSchema,
  sessionAnswerSchema,
  sessionListSchema,
  sessionStartedSchema,
  startSessionSchema,
  ticketSchema,
} from '@ringback/shared/contract/http-api';
import { keepingSchema } from '@ringback/shared/contract/kept-parts';
import { ownDataSchema } from '@ringback/shared/contract/own-data';
import {
  shareChangeSchema,
  sharedSchema,
  shareListSchema,
  shareRequestSchema,
  shareTicketRequestSchema,
  shareTicketSchema,
} from '@ringback/shared/contract/share-links';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';

interface Described {
  summary: string;
  /** What does not fit into the summary. */
  description?: string;
  body?: z.ZodType;
  query?: z.ZodObject;
  /** Status and body of success; null: no body. */
  success: readonly [200 | 201 | 202 | 204, z.ZodType | null];
  security: 'candidate' | 'operator' | 'none';
}

const revisionSchema = z.object({ revision: z.number().int() });
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

/** The description of every route of the gateway. A test requests each of them. */
export const describedRoutes: Record<
  string,
  Partial<Record<'get' | 'post' | 'put' | 'delete', Described>>
> = {
  '/api/candidate': {
    post: as('none')('Become known, by a cookie', [204, null]),
    delete: {
      ...candidate('Erase everything of yours; a live call ends', [202, deletionRecordSchema]),
      description:
        'The answer waits a few seconds for the end. `erasedAt` null: it goes on by itself; read its deletion record. The cookie is removed.',
      query: eraseQuerySchema,
    },
  },
  '/api/candidate/erasure': {
    get: candidate('What erasing everything of yours would remove', [200, erasurePreviewSchema]),
  },
  '/api/deletion-records/{reference}': {
    get: candidate('What is kept of an erasure, for anyone who has its reference', [
      200,
      deletionRecordSchema,
    ]),
  },
  '/api/candidate/leave': { post: as('none')('Be forgotten by this browser', [204, null]) },
  '/api/candidate/booking': {
    get: candidate('Your booked call. When a surprise comes is not told', [200, bookingAnswerSchema]),
    post: {
      ...candidate(
        'Book a call to your phone: at a time, or by surprise',
        [201, bookingAnswerSchema],
        bookingRequestSchema,
      ),
      description:
        'One at a time. The answer may replace the candidate’s cookie (Set-Cookie). The call is admitted again at its time, and lapses if it cannot be placed then.',
    },
    delete: candidate('Cancel your booked call, or remove what is told of an earlier one', [204, null]),
  },
  '/api/candidate/device-code': {
    get: candidate('Until when your device code can be used', [200, deviceCodeStateSchema]),
    post: candidate('A one-time code by which another browser becomes the same candidate', [
      201,
      deviceCodeSchema,
    ]),
    delete: candidate('Cancel your device code', [204, null]),
  },
  '/api/candidate/device-code/look': {
    post: candidate(
      'What a device code would open, and what this browser has of its own',
      [200, deviceCodeSeenSchema],
      deviceCodeLookSchema,
    ),
  },
  '/api/candidate/device-code/join': {
    post: {
      ...candidate('Use a device code up and become its candidate', [204, null], deviceCodeJoinSchema),
      description: 'The answer replaces the candidate’s cookie (Set-Cookie).',
    },
  },
  '/api/candidate/export': {
    get: {
      ...candidate('Everything that is kept of you, as one file', [200, ownDataSchema]),
      description: 'Six an hour. A file that does not end with `isWhole` was broken off.',
    },
  },
  '/api/keeping': {
    get: as('none')('For how many days sessions and their parts are kept here', [200, keepingSchema]),
  },
  '/api/quotes': { post: candidate('What a call will cost', [200, quoteSchema], quoteRequestSchema) },
  '/api/sessions': {
    get: candidate('Your sessions', [200, sessionListSchema]),
    post: {
      ...candidate('Start a session', [201, sessionStartedSchema], startSessionSchema),
      description:
        'The answer, a refusal too, may replace the candidate’s cookie (Set-Cookie): the session is then the new one’s.',
    },
  },
  '/api/sessions/{id}': {
    get: candidate('One session as it is now', [200, sessionAnswerSchema]),
    delete: {
      ...candidate('Erase a session; a live call ends', [204, null]),
      description: 'The header `Deletion-Record` has the reference of its deletion record.',
    },
  },
  '/api/sessions/{id}/erasure': {
    get: candidate('What erasing this session would remove', [200, erasurePreviewSchema]),
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
  '/api/sessions/{id}/report': {
    get: {
      ...candidate('The report of an interview, or how far it is', [200, reportAnswerSchema]),
      query: reportQuerySchema,
    },
    post: candidate('Have the report made once more', [202, revisionSchema], operationSchema),
  },
  '/api/sessions/{id}/self-rating': {
    put: candidate(
      'Rate yourself, before you see the report',
      [200, revisionSchema],
      selfRatingRequestSchema,
    ),
  },
  '/api/sessions/{id}/transcript/{itemId}': {
    put: candidate('Correct what was misheard', [202, revisionSchema], correctionRequestSchema),
  },
  '/api/sessions/{id}/findings/{findingId}/dispute': {
    post: candidate('Mark a finding as unfair', [202, revisionSchema], disputeRequestSchema),
  },
  '/api/sessions/{id}/answers/{questionId}/fact': {
    put: candidate(
      'Give the fact that an answer lacked, and have a stronger answer written',
      [202, revisionSchema],
      factRequestSchema,
    ),
  },
  '/api/sessions/{id}/notes': {
    get: candidate('What coaches have noted and suggested, once the session is closed', [200, coachedSchema]),
  },
  '/api/sessions/{id}/notes/{noteId}': { delete: candidate('Delete a note', [204, null]) },
  '/api/sessions/{id}/share': {
    get: candidate('Links by which others may watch', [200, shareListSchema]),
    post: candidate('Let a coach watch, by a link', [201, sharedSchema], shareRequestSchema),
  },
  '/api/sessions/{id}/share/{shareId}': {
    put: candidate('Let a link do more, or less: what is not named stays', [204, null], shareChangeSchema),
    delete: candidate('Take a link back', [204, null]),
  },
  '/api/share/report': {
    post: candidate(
      'The report as a coach may read it, for anyone who has a link that shows it',
      [200, reportAnswerSchema],
      shareTicketRequestSchema,
    ),
  },
  '/api/share/coaching': {
    post: candidate(
      'What a link lets its coach do, and what they have left, for anyone who has the link',
      [200, coachingSchema],
      shareTicketRequestSchema,
    ),
  },
  '/api/share/notes': {
    post: candidate(
      'Leave a private note, for anyone who has a link that takes notes',
      [201, noteAnswerSchema],
      noteRequestSchema,
    ),
  },
  '/api/share/notes/delete': {
    post: candidate('Delete a note of this link', [204, null], noteEraseSchema),
  },
  '/api/share/topics': {
    post: candidate(
      'Suggest the topic of the next question, for anyone who has a link that may',
      [202, topicAnswerSchema],
      topicRequestSchema,
    ),
  },
  '/api/share/ticket': {
    post: candidate(
      'A ticket for the /logs socket, for anyone who has the link',
      [201, shareTicketSchema],
      shareTicketRequestSchema,
    ),
  },
  '/api/operator/sessions': { get: operator('Sessions that live', [200, operatorSessionsSchema]) },
  '/api/operator/sessions/{id}': { delete: operator('Erase a session that cannot be read', [204, null]) },
  '/api/operator/instances': {
    get: operator('Who runs', [200, operatorInstancesSchema]),
  },
  '/api/operator/audit': { get: operator('What operators did', [200, operatorAuditSchema]) },
  '/api/operator/deletion-records/{reference}': {
    get: operator('What is kept of an erasure', [200, deletionRecordSchema]),
  },
  '/api/operator/numbers': {
    post: operator('What happened to a number in thirty days', [200, numberFoundSchema], numberSearchSchema),
  },
  '/api/operator/queues': { get: operator('Jobs that wait', [200, operatorQueuesSchema]) },
  '/api/operator/reset-all': {
    post: operator('End all sessions', [202, resetAcceptedSchema], resetAllRequestSchema),
  },
  '/api/operator/reset-all/{operationId}': {
    get: operator('How far a reset is', [200, resetProgressSchema]),
  },
  '/api/operator/dialling': {
    get: operator('Whether dialling is on, and what keeps calls from being placed', [
      200,
      diallingStateSchema,
    ]),
    put: operator('Switch all dialling off or on', [200, diallingStateSchema], diallingSchema),
  },
};

const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema } } });

function toOperation(path: string, route: Described): ZodOpenApiOperationObject {
  const [status, answer] = route.success;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const success = { description: 'Done', ...(answer === null ? {} : json(answer)) };
  return {
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    security: route.security === 'none' ? [] : [{ [route.security]: [] }],
    ...(names.length === 0 && route.query === undefined
      ? {}
      : {
          requestParams: {
            ...(names.length === 0
              ? {}
              : { path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }),
            ...(route.query === undefined ? {} : { query: route.query }),
          },
        }),
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
          candidate: {
            type: 'apiKey',
            in: 'cookie',
            name: 'ringback_candidate_<port>',
            description:
              'By https it is `__Host-ringback_candidate`; the name with the port is read there until a first session replaces it.',
          },
          operator: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    {
      // A schema that cleans a text is still described as a string.
      override: ({ jsonSchema, zodSchema }) => {
        if (zodSchema._zod.def.type === 'transform') jsonSchema.type = 'string';
      },
    },
  );
}
