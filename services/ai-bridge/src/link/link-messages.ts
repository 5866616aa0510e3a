import type { ToBridge, ToTelephony } from '@ringback/shared/contract/media-link';
import type { BridgeEffect, BridgeInput } from '../domain/bridge-state.ts';

type LinkEffect = Exclude<Extract<BridgeEffect, { type: `link.${string}` }>, { type: 'link.audio' }>;

/** Translates what the bridge wants from telephony into a control message of the media link. */
export function toLinkMessage(effect: LinkEffect): ToTelephony {
  switch (effect.type) {
    case 'link.item_started':
      return { type: 'item_started', itemId: effect.itemId };
    case 'link.item_finished':
      return { type: 'item_finished', itemId: effect.itemId };
    case 'link.item_words':
      return { type: 'item_words', itemId: effect.itemId, text: effect.text };
    case 'link.recorded':
      return { type: 'recorded', itemId: effect.itemId, callerAgoMs: effect.callerAgoMs };
    case 'link.waiting':
      return { type: 'waiting' };
    case 'link.hold':
      return { type: 'hold' };
    case 'link.unhold':
      return { type: 'unhold' };
    case 'link.clear':
      return { type: 'clear' };
  }
}

/** Translates a control message of telephony for the machine; null when it does not concern the machine. */
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
