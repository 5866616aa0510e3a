/**
 * The stand-in's Responses API as a process of its own. A model works elsewhere, so this takes only what others leave of the
 * machine.
 */
import { createServer } from 'node:http';
import { constants, setPriority } from 'node:os';
import { createResponsesStandIn } from '@ringback/stand-ins/openai/responses/responses-stand-in';

setPriority(constants.priority.PRIORITY_LOW);
createServer(createResponsesStandIn().listener).listen(Number(process.env.PORT), '127.0.0.1');
