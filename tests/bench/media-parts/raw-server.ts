import { isOpen, openModel, serve } from './peer-parts.ts';

/** The least that a call can cost in one process: audio is cut out of one socket's text and put into the other's. */
const media = '{"event":"media"';
const delta = '{"type":"response.output_audio.delta"';

function cut(text: string, field: string): string {
  const from = text.indexOf(field) + field.length;
  return text.slice(from, text.indexOf('"', from));
}

serve((caller) => {
  let streamSid = '';
  const model = openModel((text) => {
    if (!text.startsWith(delta) || !isOpen(caller)) return;
    const payload = cut(text, '"delta":"');
    caller.send(`{"event":"media","streamSid":"${streamSid}","media":{"payload":"${payload}"}}`);
  });
  caller.on('message', (data) => {
    const text = String(data);
    if (text.startsWith(media)) {
      if (isOpen(model))
        model.send(`{"type":"input_audio_buffer.append","audio":"${cut(text, '"payload":"')}"}`);
    } else if (text.startsWith('{"event":"start"')) streamSid = cut(text, '"streamSid":"');
  });
  caller.on('close', () => model.close());
});
