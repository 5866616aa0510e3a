import type { FunctionCallItem } from '../protocol/conversation-item.ts';
import { textTokens } from '../protocol/usage.ts';
import type { OutputItems } from './output-items.ts';
import type { SessionCore } from './session-core.ts';

/** Sends one function call as an output item, its arguments in two deltas. Returns its output tokens. */
export function sendFunctionCall(
  core: SessionCore,
  items: OutputItems,
  responseId: string,
  call: { name: string; arguments: unknown },
): number {
  const written = JSON.stringify(call.arguments);
  const item: FunctionCallItem = {
    id: core.newId('item'),
    object: 'realtime.item',
    type: 'function_call',
    status: 'in_progress',
    name: call.name,
    call_id: core.newId('call'),
    arguments: '',
  };
  const { outputIndex } = items.add(item);
  const ids = { response_id: responseId, item_id: item.id, output_index: outputIndex, call_id: item.call_id };
  const middle = Math.ceil(written.length / 2);
  for (const delta of [written.slice(0, middle), written.slice(middle)]) {
    if (delta !== '') core.emit({ type: 'response.function_call_arguments.delta', ...ids, delta });
  }
  core.emit({ type: 'response.function_call_arguments.done', ...ids, name: call.name, arguments: written });
  item.arguments = written;
  item.status = 'completed';
  items.finish(item);
  return textTokens(`${call.name} ${written}`);
}
