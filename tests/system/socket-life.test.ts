import { answersAndPresses1 } from '@ringback/stand-ins/candidate/candidate-behaviour';
import { afterEach, describe, expect, it } from 'vitest';
import { whenClosed } from '../../services/web/lib/when-closed.ts';
import { eventually } from '../support/eventually.ts';
import { openPageBrowser, type PageBrowser } from '../support/page-session.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
let browser: PageBrowser;
afterEach(async () => {
  browser.close();
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

/** Fails unless these lines appear in this order. Others may stand between them. */
function expectInOrder(told: readonly string[], lines: readonly string[]): void {
  let from = 0;
  for (const line of lines) {
    const at = told.indexOf(line, from);
    expect(at, `"${line}" after "${told[from - 1] ?? 'the beginning'}" in:\n${told.join('\n')}`).not.toBe(-1);
    from = at + 1;
  }
}

describe('the log of both ends', { timeout: 30_000 }, () => {
  it('tells the life of a socket in plain lines, in order', async () => {
    stack = await startStack({ answer: () => answersAndPresses1() });
    browser = openPageBrowser(stack.gatewayUrl);
    const sessionId = await browser.start({
      jobConfiguration: { jobTitle: 'Baker' },
      call: { via: 'phone', phoneNumber: '+14155550100' },
    });
    const page = browser.open(sessionId);
    await eventually(() => (page.state.view?.transcript.length ?? 0) > 0, 10_000);
    expect((await page.changeConfiguration({ jobTitle: 'Head Baker' })).outcome).toBe('ok');
    await eventually(() => {
      const { view } = page.state;
      return view?.jobConfiguration.jobTitle === 'Head Baker' && view.receivedHash === view.configurationHash;
    });
    await page.hangUp();
    await whenClosed(page, 5_000);
    await eventually(() => page.state.connection.phase === 'closed');
    await quietCheck(stack);

    const told = browser.lines.map(({ line }) => line);
    expectInOrder(told, [
      'job configuration ready',
      'job configuration sent',
      'job configuration acknowledged',
      'connecting to the logs socket',
      'logs socket live',
      'job configuration received by the interviewer',
      'job configuration ready',
      'job configuration sent',
      'command acknowledged',
      'job configuration received by the interviewer',
      'hanging up',
      'call end detected',
      'connection cleaned up',
    ]);
    const ofSession = browser.lines.filter(({ fields }) => fields.sessionId === sessionId);
    expect(ofSession.find(({ line }) => line === 'call end detected')?.fields.reason).toBe(
      'hung_up_by_candidate',
    );
    expect(ofSession.find(({ line }) => line === 'connection cleaned up')?.fields).toHaveProperty('reason');

    expectInOrder(stack.logs.story(sessionId, 'frontend-gateway'), [
      'job configuration received',
      'logs socket connected',
      'job configuration received',
      'job configuration acknowledged',
      'call end detected',
      'connection cleaned up',
    ]);
    expect(stack.logs.story(sessionId, 'frontend-gateway')).toContain('call end requested');
    expectInOrder(stack.logs.story(sessionId, 'ai-bridge'), [
      'job configuration sent to the model',
      'job configuration applied to the running model session',
      'job configuration received',
      'job configuration sent to the model',
      'job configuration applied to the running model session',
      'call end detected',
      'connection cleaned up',
    ]);
    expectInOrder(stack.logs.story(sessionId, 'telephony'), [
      'call placed',
      'media stream started',
      'call end detected',
      'connection cleaned up',
    ]);
    const ends = stack.logs.lines.filter(
      (line) => line.sessionId === sessionId && line.msg === 'call end detected',
    );
    expect(ends.map(({ service, reason }) => [service, reason]).toSorted()).toEqual([
      ['ai-bridge', 'hung_up_by_candidate'],
      ['frontend-gateway', 'hung_up_by_candidate'],
      ['telephony', 'hung_up_by_candidate'],
    ]);
    const cleaned = stack.logs.lines.filter(
      (line) => line.sessionId === sessionId && line.msg === 'connection cleaned up',
    );
    expect(cleaned.map(({ service }) => service).toSorted()).toEqual([
      'ai-bridge',
      'frontend-gateway',
      'telephony',
    ]);
    for (const line of cleaned) expect(line.reason).toBeTypeOf('string');
  });

  it('names the reason when the page is left and the call goes on', async () => {
    stack = await startStack({ answer: () => answersAndPresses1() });
    browser = openPageBrowser(stack.gatewayUrl);
    const sessionId = await browser.start({
      jobConfiguration: { jobTitle: 'Baker' },
      call: { via: 'phone', phoneNumber: '+14155550100' },
    });
    const first = browser.open(sessionId);
    await eventually(() => first.state.view?.status === 'connected', 10_000);
    first.close('page left');
    await eventually(() => {
      const cleaned = stack.logs.story(sessionId, 'frontend-gateway');
      return cleaned.includes('connection cleaned up');
    });
    expect(browser.lines.at(-1)).toMatchObject({
      line: 'connection cleaned up',
      fields: { sessionId, reason: 'page left' },
    });
    // A page that comes back finds the call in the same state.
    const second = browser.open(sessionId);
    await eventually(() => second.state.view?.phase === 'active');
    await second.hangUp();
    await eventually(() => second.state.connection.phase === 'closed');
    expect(first.state.view?.phase).not.toBe('closed');
    await quietCheck(stack);
  });
});
