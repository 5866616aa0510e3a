import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWav } from '@ringback/stand-ins/voice/wav';
import type { BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from '../support/accessibility.ts';
import { type Chromium, openChromium } from '../support/chromium.ts';
import { describeFailure } from '../support/describe-failure.ts';
import { eventually } from '../support/eventually.ts';
import { type LaunchedProduct, launchProduct } from '../support/launched-product.ts';
import { hangUp, readTranscript, sessionIdOf, untilStatus } from '../support/live-page.ts';
import { testRedisUrl } from '../support/test-redis.ts';
import { type WatchedPage, watchPage } from '../support/watched-page.ts';

let product: LaunchedProduct;
let chromium: Chromium;
let first: WatchedPage;
let tab: WatchedPage;
let device: WatchedPage;
let sessionId = '';
let atHome: BrowserContext;
let away: BrowserContext;
let deviceCode = '';

beforeAll(async () => {
  product = await launchProduct({ REDIS_URL: await testRedisUrl(), LOG_LEVEL: 'trace' });
  const silence = join(product.dataDir, 'silence.wav');
  await writeFile(silence, writeWav(new Int16Array(16_000), 16_000));
  chromium = await openChromium(silence);
  await product.line('Ctrl-C stops everything');
  atHome = await chromium.visitor();
  first = await watchPage(atHome);
}, 240_000);

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && tab !== undefined) await describeFailure(tab, product);
});

afterAll(async () => {
  await chromium?.close();
  await product?.clean();
});

const at = (path: string) => `http://localhost:${product.ports.WEB_PORT}${path}`;
/** While no page had the sound, both pages said so. */
const countsDown = /^This page has no sound\. The call ends in \d+ s unless you continue\.$/;
const elsewhere = ({ page }: WatchedPage) => page.getByTestId('sound-elsewhere');

/** What a stranger would write where a name belongs; as text it is harmless. */
const script = '<img src=x onerror="window.wasRun=1"><script>window.wasRun=1</script>';
const wasRun = ({ page }: WatchedPage) => page.evaluate(() => 'wasRun' in window);

/** Where a page under observation keeps the tracks of its microphone. */
interface WithTracks {
  tracks?: MediaStreamTrack[];
}

/** The other device has an interview of its own, which is over. */
async function practiseAway(): Promise<void> {
  away = await chromium.visitor({ viewport: { width: 390, height: 780 } });
  const { page } = await watchPage(away);
  await page.goto(at('/'));
  await page.locator('[name="jobTitle"]').fill('An earlier job');
  await page.getByTestId('start').click();
  await page.waitForURL(/\/sessions\//);
  await untilStatus(page, { phase: 'active' });
  await hangUp(page);
  await untilStatus(page, { phase: 'closed' }, 10_000);
  await page.close();
}

/** Each step continues where the one before it stopped. */
describe('a call that is looked at from several places', () => {
  it('shows a script in any text field as plain text', async () => {
    const { page } = first;
    await page.goto(at('/'));
    for (const name of ['jobTitle', 'company', 'jobDescription', 'resume']) {
      await page.locator(`[name="${name}"]`).fill(script);
    }
    await page.getByTestId('start').click();
    await page.waitForURL(/\/sessions\//);
    sessionId = sessionIdOf(page);
    await untilStatus(page, { phase: 'active' });
    await page.getByRole('heading', { name: `Interview: ${script}` }).waitFor();
    expect(await page.getByTestId('company').textContent()).toBe(script);
    expect(await page.getByTestId('receipt').textContent()).toContain(script);
    await page.getByTestId('edit-job').click();
    expect(await page.getByRole('dialog').locator('[name="resume"]').inputValue()).toBe(script);
    await page.keyboard.press('Escape');
    // It is said aloud, too, and stands in the transcript as it was said.
    await page.getByTestId('transcript-item').first().waitFor();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await wasRun(first)).toBe(false);
  });

  it('runs no script that is no file of the server, and makes no markup of text', async () => {
    const { page } = first;
    const refused = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
          try {
            document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.wasRun = 1">');
          } catch {
            // The event tells it.
          }
        }),
    );
    expect(refused).toBe('require-trusted-types-for');
    expect(await wasRun(first)).toBe(false);
    // The refusal is told by the console and, as in browsers that write none there, by the event.
    const isRefusal = (line: string) =>
      line.includes("requires 'TrustedHTML'") ||
      line.startsWith('uncaught: refused by the policy: require-trusted-types-for');
    expect(first.faults.filter((line) => !isRefusal(line))).toEqual([]);
  });

  it('has its sound in one tab, and the other says so', async () => {
    tab = await watchPage(atHome);
    await tab.page.goto(at(`/sessions/${sessionId}`));
    await elsewhere(tab).getByText('The sound of this call is in another tab.').waitFor();
    expect(await tab.page.getByTestId('continue').count()).toBe(0);
    expect(await tab.page.getByTestId('mute').count()).toBe(0);
    expect(await elsewhere(first).count()).toBe(0);
  });

  it('is opened on another device by a code, which says first whose history it opens', async () => {
    const { page } = await watchPage(atHome);
    await page.goto(at('/history'));
    await page.getByTestId('make-device-code').click();
    deviceCode = (await page.getByTestId('device-code').textContent()) ?? '';
    expect(deviceCode).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect(await page.getByRole('timer').textContent()).toMatch(/^(10 min 0|9 min \d+) s$/);
    await page.getByTestId('enter-code').locator('summary').click();
    await page.getByLabel('The code that your other device shows').fill(deviceCode);
    await page.getByRole('button', { name: 'See what it opens' }).click();
    // Of one's own code nothing is asked.
    const ownCode = page.getByTestId('join-question');
    await ownCode.getByText('This browser shows these interviews already.').waitFor();
    expect(await ownCode.textContent()).not.toContain('From then on');
    expect(await findBarriers(page)).toEqual([]);

    await practiseAway();
    device = await watchPage(away);
    await device.page.goto(at('/history'));
    await device.page.getByTestId('make-device-code').click();
    await device.page.getByTestId('device-code').waitFor();
    await device.page.getByTestId('enter-code').locator('summary').click();
    const field = device.page.getByLabel('The code that your other device shows');
    const look = device.page.getByRole('button', { name: 'See what it opens' });
    await field.fill('K7MP');
    await look.click();
    await device.page.getByText('A code has eight letters and digits').waitFor();
    expect(await field.inputValue()).toBe('K7MP');
    expect(await device.page.locator('input:focus').getAttribute('name')).toBe('deviceCode');
    // What is typed while the server is asked about another code is not asked about.
    const looking = '**/api/candidate/device-code/look';
    await device.page.route(looking, async (route) => {
      await field.fill('K7MP-2QXT');
      await route.continue();
    });
    await field.fill(deviceCode);
    await Promise.all([device.page.waitForResponse(looking), look.click()]);
    await eventually(() => look.isEnabled(), 5_000);
    expect(await device.page.getByTestId('join-question').count()).toBe(0);
    await device.page.unroute(looking);
    await field.fill(` ${deviceCode.toLowerCase().replace('-', ' ')} `);
    await look.click();
    const question = device.page.getByTestId('join-question');
    await question.getByText(`The newest is “${script}”`).waitFor();
    expect(await question.textContent()).toContain('If another person gave you the code, do not go on');
    await question.getByText('This browser has 1 interview of its own.').waitFor();
    expect(await findBarriers(device.page)).toEqual([]);
    expect(await device.page.getByTestId('join').isDisabled()).toBe(true);
    await question.getByLabel('They need not be shown here any more').check();
    await device.page.getByTestId('join').click();
    await device.page.getByText('These are the interviews of your other device now.').waitFor();
    await device.page.locator(`[data-testid="attempt"][data-session-id="${sessionId}"]`).waitFor();
    expect(await device.page.getByTestId('attempt').count()).toBe(1);
    // The code that it had made was one of the candidate that it was before.
    expect(await device.page.getByTestId('device-code').count()).toBe(0);
    // The page that made the code notices by itself.
    await page.getByText('The code was used, or cancelled').waitFor();
    await page.close();
  });

  it('has its sound on one device, and the other says so; commands of both are acknowledged', async () => {
    await device.page.getByRole('link', { name: 'Follow it' }).click();
    await device.page.waitForURL(/\/sessions\//);
    expect(sessionIdOf(device.page)).toBe(sessionId);
    await elsewhere(device).getByText('The sound of this call is on another device.').waitFor();
    expect(await device.page.getByTestId('continue').count()).toBe(0);
    await device.page.getByTestId('edit-job').click();
    await device.page.getByRole('dialog').locator('[name="company"]').fill('Another device');
    await device.page.getByTestId('send-configuration').click();
    for (const { page } of [first, tab, device]) {
      await page.getByTestId('company').getByText('Another device').waitFor();
    }
    expect(device.messages.some((message) => message.type === 'ack' && message.outcome === 'ok')).toBe(true);
    // The sound stayed where it was.
    expect(first.mediaStreams).toHaveLength(1);
    expect(device.mediaStreams).toHaveLength(0);
    expect(await findBarriers(device.page)).toEqual([]);
  });

  it('may go on elsewhere when the page with the sound is gone, and counts down until then', async () => {
    await first.page.close();
    for (const { page } of [tab, device]) {
      await page.getByTestId('continue').waitFor();
      expect(await page.getByTestId('silence').textContent()).toMatch(
        /^The call ends in (20|1[5-9]) s unless/,
      );
    }
    await device.page.getByTestId('continue').getByRole('button', { name: 'Continue' }).click();
    await device.page.getByTestId('mute').waitFor();
    // The button is gone with its banner, and the focus has not fallen to the top of the page.
    expect(await device.page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await elsewhere(tab).getByText('The sound of this call is on another device.').waitFor();
    await untilStatus(device.page, { phase: 'active' });
    expect(device.mediaStreams).toHaveLength(1);
    expect(await elsewhere(device).count()).toBe(0);
  });

  it('is the same call after a refresh, which goes on by itself', async () => {
    await device.page.addInitScript(() => {
      const devices = navigator.mediaDevices;
      const open = devices.getUserMedia.bind(devices);
      devices.getUserMedia = async (wanted) => {
        const stream = await open(wanted);
        (globalThis as WithTracks).tracks = stream.getAudioTracks();
        return stream;
      };
    });
    await device.page.reload();
    await device.page.getByTestId('mute').waitFor();
    await untilStatus(device.page, { phase: 'active' });
    expect(sessionIdOf(device.page)).toBe(sessionId);
  });

  it('names a microphone that dies within two seconds, and goes on with another one in the same call', async () => {
    const { page, mediaStreams } = device;
    // One before the refresh, one after it.
    await eventually(() => (mediaStreams[1]?.callerFrames ?? 0) > 0, 5_000);
    const gone = page.getByTestId('microphone-gone');
    await page.evaluate(() => {
      const [track] = (globalThis as WithTracks).tracks ?? [];
      // A page that stops its own track gets no event. A page whose device is unplugged does.
      track?.stop();
      track?.dispatchEvent(new Event('ended'));
    });
    await gone.getByText('gives no sound.').waitFor({ timeout: 2_000 });
    expect(await gone.textContent()).toContain('Your interviewer waits.');
    expect(await findBarriers(page)).toEqual([]);
    await gone.getByRole('button', { name: /^Use / }).first().click();
    await gone.waitFor({ state: 'detached' });
    const before = mediaStreams.at(-1)?.callerFrames ?? 0;
    await eventually(() => (mediaStreams.at(-1)?.callerFrames ?? 0) > before + 25, 5_000);
    expect(mediaStreams).toHaveLength(2);
    await untilStatus(page, { phase: 'active' });
  });

  it('keeps the device that has its sound until the call is over', async () => {
    const { page } = await watchPage(away);
    await page.goto(at('/'));
    await page.getByTestId('leave').click();
    const dialog = page.getByTestId('forget-dialog');
    await dialog.getByText('is going on in this browser. Hang up first').waitFor();
    expect(await dialog.getByTestId('forget').count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.close();
  });

  it('is over everywhere when one page hangs up, and is described in the past tense', async () => {
    await tab.page.getByTestId('hang-up').click();
    for (const { page } of [tab, device]) {
      await untilStatus(page, { phase: 'closed' }, 10_000);
      expect(await page.getByTestId('receipt').textContent()).toMatch(
        /^Your interviewer (knew|was not told)/,
      );
      expect(await page.getByTestId('interview-phase').count()).toBe(0);
      expect(await elsewhere({ page } as WatchedPage).count()).toBe(0);
      expect(await findBarriers(page)).toEqual([]);
    }
    expect([...tab.faults, ...device.faults]).toEqual([]);
    // The one that hung up, and the one that had the sound: neither end raised an alarm.
    expect(
      (await device.shownAlerts())
        .concat(await tab.shownAlerts())
        .filter((text) => !countsDown.test(text) && !text.includes('gives no sound')),
    ).toEqual([]);
  });

  it('is forgotten by the device that is left, and by no other', async () => {
    const { page } = await watchPage(away);
    await page.goto(at('/history'));
    await page.getByTestId('attempt').waitFor();
    const dialog = page.getByTestId('forget-dialog');
    await page.route('**/api/sessions', (route) => route.abort());
    await page.getByTestId('leave').click();
    await dialog.getByText('The server cannot say what you would leave.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.unroute('**/api/sessions');
    await page.getByTestId('leave').click();
    expect(await dialog.textContent()).toContain('Your interview is not shown in this browser any more.');
    expect(await dialog.textContent()).toContain('nothing brings them back');
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByTestId('forget').click();
    await page.getByText('Nothing of you is left in this browser.').waitFor();
    await page.getByText('You have not been interviewed yet.').waitFor();
    expect(await page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }))).toEqual([]);
    const atHomeStill = await watchPage(atHome);
    await atHomeStill.page.goto(at('/history'));
    await atHomeStill.page.getByTestId('attempt').waitFor();
  });

  it('leaves no word, cookie or ticket of it in the log of any service', async () => {
    const log = product.lines.join('\n');
    for (const service of ['telephony', 'ai-bridge', 'frontend-gateway'])
      expect(log).toContain(`"service":"${service}"`);
    const cookies = (await atHome.cookies()).map(({ value }) => decodeURIComponent(value));
    expect(cookies.length).toBeGreaterThan(0);
    const said = (await readTranscript(tab.page)).map(({ text }) => text.slice(0, 40));
    expect(said.length).toBeGreaterThan(0);
    for (const secret of [
      ...cookies,
      ...said,
      deviceCode,
      deviceCode.replace('-', ''),
      'onerror',
      'Another device',
    ])
      expect(log).not.toContain(secret);
  });
});
