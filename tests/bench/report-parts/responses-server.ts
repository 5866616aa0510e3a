/** The stand-in's Responses API as a process of its own, so that its rules cost the measured process nothing. */
import { createServer } from 'node:http';
import { createResponsesStandIn } from '@ringback/stand-ins/openai/responses/responses-stand-in';

createServer(createResponsesStandIn().listener).listen(Number(process.env.PORT), '127.0.0.1');
