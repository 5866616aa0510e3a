/**
 * `npm run bench -- long-transcript [turns]`: a live page with so many turns (default 500) while more words come.
 * Prints what Chromium's own trace says: frames and the longest gap between two, long tasks of the main thread, style
 * and layout. The turns are put into the answer that the page loads; what comes after them is spoken.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openChromium } from '../support/chromium.ts';
import { launchProduct } from '../support/launched-product.ts';
import { sessionIdOf, untilStatus } from '../support/live-page.ts';
import { recordCandidate } from '../support/recorded-candidate.ts';

const turns = Number(process.argv[2] ?? 500);
const watchedMs = 20_000;
const print = (line: string) => process.stdout.write(`${line}\n`);

interface TraceEvent {
  name: string;
  dur?: number;
  tid: number;
}

/** Both speakers by turns, an answer of a few sentences each time. */
const transcript = Array.from({ length: turns }, (_, index) => ({
  itemId: `item_${String(index).padStart(6, '0')}`,
  previousItemId: index === 0 ? null : `item_${String(index - 1).padStart(6, '0')}`,
  speaker: index % 2 === 0 ? 'interviewer' : 'candidate',
  status: 'completed',
  text: 'I have led a team of eight people, and we changed how the whole company plans its month. '.repeat(3),
  startedAtMs: index * 1_000,
  endedAtMs: index * 1_000 + 900,
  heardMs: index % 2 === 0 ? 900 : null,
}));

const product = await launchProduct();
try {
  const microphone = join(product.dataDir, 'candidate.wav');
  const answer = { text: 'I have led product teams for six years and cut churn by a third.' };
  await writeFile(
    microphone,
    await recordCandidate([{ silenceMs: 9_000 }, answer, { silenceMs: 4_000 }, answer]),
  );
  const chromium = await openChromium(microphone);
  await product.line('Ctrl-C stops everything');
  const context = await chromium.visitor();
  const page = await context.newPage();
  await page.goto(`http://localhost:${product.ports.WEB_PORT}/`);
  await page.locator('[name="jobTitle"]').fill('Product Manager');
  await page.getByTestId('start').click();
  await page.waitForURL(/\/sessions\//);
  await untilStatus(page, { phase: 'active' });
  await page.route(new RegExp(`/api/sessions/${sessionIdOf(page)}$`), async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    body.view.transcript = [...transcript, ...body.view.transcript];
    await route.fulfill({ response, json: body });
  });
  await page.reload();
  await page
    .getByTestId('transcript-item')
    .nth(turns - 1)
    .waitFor();

  const tracer = await context.newCDPSession(page);
  const events: TraceEvent[] = [];
  tracer.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await tracer.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] },
  });
  const frames = await page.evaluate(
    (forMs) =>
      new Promise<{ count: number; longestMs: number; ms: number }>((resolve) => {
        const beganAt = performance.now();
        let lastAt = beganAt;
        const frame = { count: 0, longestMs: 0, ms: 0 };
        const step = () => {
          const now = performance.now();
          frame.count += 1;
          frame.longestMs = Math.max(frame.longestMs, now - lastAt);
          lastAt = now;
          frame.ms = now - beganAt;
          if (frame.ms < forMs) requestAnimationFrame(step);
          else resolve(frame);
        };
        requestAnimationFrame(step);
      }),
    watchedMs,
  );
  const complete = new Promise((resolve) => tracer.once('Tracing.tracingComplete', resolve));
  await tracer.send('Tracing.end');
  await complete;

  const sum = (name: string) => {
    const durations = events.filter((event) => event.name === name).map(({ dur = 0 }) => dur / 1_000);
    const total = durations.reduce((a, b) => a + b, 0);
    return `${durations.length} times, ${total.toFixed(0)} ms, longest ${Math.max(0, ...durations).toFixed(1)} ms`;
  };
  const tasks = events.filter(({ name }) => name === 'RunTask').map(({ dur = 0 }) => dur / 1_000);
  const shown = await page.getByTestId('transcript-item').count();
  print(
    `${shown} turns, of which ${shown - turns} came while the page was open; watched for ${(frames.ms / 1000).toFixed(1)} s`,
  );
  print(
    `frames a second: ${(frames.count / (frames.ms / 1_000)).toFixed(1)}, longest gap ${frames.longestMs.toFixed(0)} ms`,
  );
  print(
    `tasks over 50 ms: ${tasks.filter((ms) => ms > 50).length}, longest ${Math.max(0, ...tasks).toFixed(0)} ms`,
  );
  print(`style: ${sum('UpdateLayoutTree')}`);
  print(`layout: ${sum('Layout')}`);
  print(`paint: ${sum('Paint')}`);
  print(`script: ${sum('FunctionCall')}`);
  await chromium.close();
} finally {
  await product.clean();
}
