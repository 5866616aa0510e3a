import type { WebSocket } from 'ws';
import { isOpen, openModel, serve } from './peer-parts.ts';

/** The model's half of a bare split like ours. */
serve((link) => {
  const models = new Map<number, WebSocket>();
  function open(channel: number): WebSocket {
    return openModel((text) => {
      const event = JSON.parse(text);
      if (event.type !== 'response.output_audio.delta') return;
      const message = Buffer.allocUnsafe(4 + event.delta.length);
      message.writeUInt32BE(channel, 0);
      message.write(event.delta, 4, 'latin1');
      link.send(message);
    });
  }
  link.on('message', (data: Buffer) => {
    const channel = data.readUInt32BE(0);
    const payload = data.toString('latin1', 4);
    const model = models.get(channel);
    if (payload === 'open') models.set(channel, open(channel));
    else if (payload === 'close') {
      model?.close();
      models.delete(channel);
    } else if (model !== undefined && isOpen(model))
      model.send(JSON.stringify({ type: 'input_audio_buffer.append', audio: payload }));
  });
});
