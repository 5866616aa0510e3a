import { describe, expect, test } from 'vitest';
import { TestClient } from '../../testing/realtime-client.ts';
import { connect, start, talk } from '../../testing/realtime-session.ts';

describe('faults', () => {
  test.each([1001, 1011, 1012] as const)('closes with %i on demand', async (code) => {
    const { client, record } = await talk();
    record.close(code);
    expect((await client.closed).code).toBe(code);
    expect((await record.ended).code).toBe(code);
    expect(record.closed).toEqual(await record.ended);
  });

  test('cuts the connection without a close frame', async () => {
    const { client, record } = await talk();
    record.close(1006);
    expect((await client.closed).code).toBe(1006);
  });

  test('closes after this many events, once', async () => {
    const { client, standIn } = await talk({
      faults: { closeAfterEvents: { events: 4, code: 1011, times: 1 } },
    });
    client.send({ type: 'response.create' });
    expect((await client.closed).code).toBe(1011);
    expect(client.events).toHaveLength(4);
    const again = await connect(standIn);
    await again.configure();
    again.send({ type: 'response.create' });
    await again.next('response.done');
  });

  test.each([429, 503])('refuses the next handshake with %i, then works again', async (status) => {
    const standIn = await start();
    standIn.faults.refuseHandshakes = { status, times: 1 };
    await expect(TestClient.connect(standIn)).rejects.toThrow(String(status));
    await connect(standIn);
  });

  test('fails a response', async () => {
    const { client, standIn } = await talk();
    standIn.faults.failResponses = { code: 'rate_limit_exceeded', message: 'slow down', times: 1 };
    client.send({ type: 'response.create' });
    expect((await client.next('response.done')).response).toMatchObject({
      status: 'failed',
      output: [],
      status_details: { type: 'failed', error: { code: 'rate_limit_exceeded' } },
    });
  });

  test('stalls in the middle of the audio until it is cancelled', async () => {
    const { client, standIn } = await talk({ answers: [{ text: 'Long.', audioMs: 5000 }] });
    standIn.faults.stallAudio = { afterMs: 1000, forMs: Number.POSITIVE_INFINITY, times: 1 };
    client.send({ type: 'response.create' });
    await client.next('response.output_audio.delta');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(client.of('response.done')).toEqual([]);
    client.send({ type: 'response.cancel' });
    expect((await client.next('response.done')).response.status).toBe('cancelled');
  });

  test('delays the first audio', async () => {
    const { client } = await talk({
      answers: [{ text: 'Late.', audioMs: 100 }],
      faults: { firstByteDelayMs: 120 },
    });
    const startedAt = performance.now();
    client.send({ type: 'response.create' });
    await client.next('response.output_audio.delta');
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(119);
  });

  test('sends events of unknown types', async () => {
    const { client } = await talk({ faults: { unknownEvents: 1 } });
    client.send({ type: 'response.create' });
    await client.next('response.stand_in_novelty');
    await client.next('response.done');
  });

  test('can be mute in one session and well in the next', async () => {
    const { client, standIn, record } = await talk();
    record.mute();
    client.send({ type: 'response.create' });
    await record.waitForReceived('response.create');
    const again = await connect(standIn);
    await again.configure();
    expect(client.of('response.created')).toEqual([]);
  });

  test('says nothing more when it is muted', async () => {
    const { client, standIn, record } = await talk();
    standIn.faults.mute = true;
    client.send({ type: 'response.create' });
    await record.waitForReceived('response.create');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(client.of('response.created')).toEqual([]);
  });
});
