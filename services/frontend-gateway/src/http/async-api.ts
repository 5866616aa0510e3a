import { clientMessageSchema, serverMessageSchema } from '@ringback/shared/contract/viewer-protocol';
import { z } from 'zod';

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): unknown {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // A schema that cleans a text is still described as a string.
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'transform') jsonSchema.type = 'string';
    },
  });
}

const reference = (path: string) => ({ $ref: `#/${path}` });

/**
 * The description of the logs socket, served at `/api/asyncapi.json`. Made from the schemas that check its messages.
 */
export function toAsyncApi(): object {
  const operation = (action: 'send' | 'receive', message: string) => ({
    action,
    channel: reference('channels/logs'),
    messages: [reference(`channels/logs/messages/${message}`)],
  });
  return {
    asyncapi: '3.0.0',
    info: { title: 'Ringback browser socket', version: '1' },
    channels: {
      logs: {
        address: '/logs',
        messages: {
          fromBrowser: {
            contentType: 'application/json',
            payload: toJsonSchema(clientMessageSchema, 'input'),
          },
          toBrowser: {
            contentType: 'application/json',
            payload: toJsonSchema(serverMessageSchema, 'output'),
          },
        },
      },
    },
    operations: { listen: operation('receive', 'fromBrowser'), tell: operation('send', 'toBrowser') },
  };
}
