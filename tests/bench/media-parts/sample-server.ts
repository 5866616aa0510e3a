import { isOpen, openModel, serve } from './peer-parts.ts';

/**
 * A server of the shape of Twilio's one-file sample for the Realtime API (speech-assistant with interruption): JSON
 * both ways, a mark behind each delta, and at `speech_started` a truncation and a `clear`.
 */
serve((caller) => {
  let streamSid = '';
  let latestMediaTimestamp = 0;
  let lastAssistantItem: string | null = null;
  let responseStartTimestamp: number | null = null;
  let markQueue: string[] = [];

  function handleSpeechStarted(): void {
    if (markQueue.length === 0 || responseStartTimestamp === null) return;
    const elapsed = latestMediaTimestamp - responseStartTimestamp;
    const truncate = { type: 'conversation.item.truncate', item_id: lastAssistantItem, content_index: 0 };
    model.send(JSON.stringify({ ...truncate, audio_end_ms: elapsed }));
    model.send(JSON.stringify({ type: 'response.cancel' }));
    caller.send(JSON.stringify({ event: 'clear', streamSid }));
    markQueue = [];
    lastAssistantItem = null;
    responseStartTimestamp = null;
  }

  const model = openModel((text) => {
    const response = JSON.parse(text);
    if (response.type === 'response.output_audio.delta' && response.delta && isOpen(caller)) {
      caller.send(JSON.stringify({ event: 'media', streamSid, media: { payload: response.delta } }));
      responseStartTimestamp ??= latestMediaTimestamp;
      if (response.item_id) lastAssistantItem = response.item_id;
      caller.send(JSON.stringify({ event: 'mark', streamSid, mark: { name: 'responsePart' } }));
      markQueue.push('responsePart');
    }
    if (response.type === 'input_audio_buffer.speech_started') handleSpeechStarted();
  });
  caller.on('message', (data) => {
    const message = JSON.parse(String(data));
    switch (message.event) {
      case 'media':
        latestMediaTimestamp = Number(message.media.timestamp);
        if (isOpen(model))
          model.send(JSON.stringify({ type: 'input_audio_buffer.append', audio: message.media.payload }));
        break;
      case 'start':
        streamSid = message.start.streamSid;
        responseStartTimestamp = null;
        latestMediaTimestamp = 0;
        break;
      case 'mark':
        markQueue.shift();
        break;
    }
  });
  caller.on('close', () => model.close());
});
