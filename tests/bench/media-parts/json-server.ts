import { isOpen, openModel, serve } from './peer-parts.ts';

/** As the raw proxy, but each message is parsed and written as JSON. */
serve((caller) => {
  let streamSid = '';
  const model = openModel((text) => {
    const event = JSON.parse(text);
    if (event.type !== 'response.output_audio.delta' || !isOpen(caller)) return;
    caller.send(JSON.stringify({ event: 'media', streamSid, media: { payload: event.delta } }));
  });
  caller.on('message', (data) => {
    const message = JSON.parse(String(data));
    if (message.event === 'media') {
      if (isOpen(model))
        model.send(JSON.stringify({ type: 'input_audio_buffer.append', audio: message.media.payload }));
    } else if (message.event === 'start') streamSid = message.start.streamSid;
  });
  caller.on('close', () => model.close());
});
