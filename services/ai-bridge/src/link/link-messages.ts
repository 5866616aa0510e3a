import type { ToBridge } from '@ringback/shared/contract/media-link';
import type { BridgeInput } from '../domain/bridge-step.ts';

/** Translates a control message of telephony for the machine. Null when it does not concern the machine. */
export function toBridgeInput(message: ToBridge): BridgeInput | null {
  switch (message.type) {
    case 'heard':
      return { ...message, type: 'call.heard' };
    case 'resume':
      return { ...message, type: 'call.resumed' };
    case 'line_lost':
      return { type: 'call.lost' };
    case 'line_back':
      return { type: 'call.back' };
    case 'key':
      return { type: 'call.key', digit: message.digit };
    case 'cleared':
      return { ...message, type: 'call.cleared' };
    case 'close':
      return message.reason === 'no answer' ? { type: 'session.ended' } : null;
    default:
      return null;
  }
}
