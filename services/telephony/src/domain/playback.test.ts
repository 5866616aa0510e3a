import { describe, expect, it } from 'vitest';
import { createPlayback, type PlaybackSend } from './playback.ts';

/** Base64 of this many ms of µ-law. */
const audio = (ms: number) => Buffer.alloc(ms * 8, 0xff).toString('base64');
const marks = (sends: PlaybackSend[]) => sends.flatMap((send) => (send.type === 'mark' ? [send.name] : []));
const mediaBytes = (sends: PlaybackSend[]) =>
  sends.reduce(
    (sum, send) => sum + (send.type === 'media' ? Buffer.from(send.payload, 'base64').length : 0),
    0,
  );

describe('playback', () => {
  it('sends about two seconds ahead and the rest as it is heard, and loses no byte', () => {
    const playback = createPlayback();
    playback.add('item', audio(5_000));
    const first = playback.takeDue(0);
    expect(mediaBytes(first) / 8).toBeGreaterThanOrEqual(2_000);
    expect(mediaBytes(first) / 8).toBeLessThan(2_200);
    let bytes = mediaBytes(first);
    const waiting = marks(first);
    for (let name = waiting.shift(), at = 100; name !== undefined; name = waiting.shift(), at += 100) {
      playback.mark(name, at);
      const more = playback.takeDue(at);
      bytes += mediaBytes(more);
      waiting.push(...marks(more));
    }
    expect(bytes).toBe(40_000);
    expect(playback.waitingMs).toBe(0);
  });

  it('reports an item as wholly heard once, whether its last mark or its end comes first', () => {
    for (const finishFirst of [true, false]) {
      const playback = createPlayback();
      playback.add('item', audio(100));
      const [name = ''] = marks(playback.takeDue(0));
      const early = finishFirst ? playback.finish('item') : playback.mark(name, 100);
      const late = finishFirst ? playback.mark(name, 100) : playback.finish('item');
      expect(early?.final ?? false).toBe(false);
      expect(late).toEqual({ itemId: 'item', heardMs: 100, final: true });
    }
  });

  it('knows at a barge-in what was heard, also between marks', () => {
    const playback = createPlayback();
    playback.add('item', audio(1_000));
    const names = marks(playback.takeDue(0));
    playback.mark(names[0] ?? '', 100);
    playback.mark(names[1] ?? '', 200);
    expect(playback.clear(240)?.heardMs).toBeCloseTo(240, 0);
    expect(playback.waitingMs).toBe(0);
  });

  it('never counts more than was sent, however late the marks are', () => {
    const playback = createPlayback();
    playback.add('item', audio(90));
    playback.takeDue(0);
    expect(playback.clear(5_000)).toEqual({ itemId: 'item', heardMs: 90 });
  });

  it('ignores marks that come back because of a clear', () => {
    const playback = createPlayback();
    playback.add('old', audio(300));
    const stale = marks(playback.takeDue(0));
    playback.clear(50);
    playback.add('new', audio(300));
    playback.takeDue(60);
    for (const name of stale) expect(playback.mark(name, 70)).toBeNull();
    expect(playback.waitingMs).toBe(300);
  });

  it('tells each tenth of a greeting for as long as that cannot be interrupted, and a little longer', () => {
    const playback = createPlayback();
    playback.add('item', audio(1_900));
    const reports = marks(playback.takeDue(0)).map((name) => playback.mark(name, 0)?.heardMs ?? 0);
    expect(reports.find((heardMs) => heardMs >= 1_000)).toBeLessThan(1_100);
  });

  it('that is held is silent, drops nothing, and resumes with the piece that was playing', () => {
    const playback = createPlayback();
    playback.add('item', audio(5_000));
    const stale = marks(playback.takeDue(0));
    expect(playback.mark(stale[0] ?? '', 100)).toMatchObject({ heardMs: expect.closeTo(100, -1) });
    expect(playback.hold(150)).toBe(true);
    expect(playback.takeDue(200)).toEqual([]);
    expect(playback.mark(stale[1] ?? '', 210)).toBeNull();
    playback.add('item', audio(100));
    playback.unhold();
    let bytes = 0;
    for (let sends = playback.takeDue(300); sends.length > 0; sends = playback.takeDue(400)) {
      bytes += mediaBytes(sends);
      for (const name of marks(sends)) playback.mark(name, 400);
    }
    expect(bytes / 8).toBeCloseTo(5_000, -1);
  });

  it('that is held and then cleared was heard up to the moment of the hold', () => {
    const playback = createPlayback();
    playback.add('item', audio(5_000));
    playback.takeDue(0);
    playback.hold(60);
    expect(playback.clear(700)).toEqual({ itemId: 'item', heardMs: 60 });
    playback.add('next', audio(100));
    expect(playback.takeDue(800)).not.toEqual([]);
  });

  it('has nothing to clear when everything was heard', () => {
    const playback = createPlayback();
    playback.add('item', audio(50));
    playback.takeDue(0);
    for (const name of marks(playback.takeDue(100))) playback.mark(name, 150);
    expect(playback.clear(160)).toBeNull();
  });

  it('has a mark behind each 100 ms at its beginning and while the candidate is heard, and else behind 400 ms', () => {
    const playback = createPlayback();
    let at = 0;
    const marksOf = (ms: number, isContested = false) => {
      let count = 0;
      for (const untilMs = at + ms; at < untilMs; at += 20) {
        playback.add('item', audio(20));
        const names = marks(playback.takeDue(at, isContested));
        for (const name of names) playback.mark(name, at);
        count += names.length;
      }
      return count;
    };
    expect([marksOf(1_500), marksOf(2_000), marksOf(1_000, true)]).toEqual([15, 5, 10]);
  });

  it('gets its last mark when the item ends, when another one follows, and when the audio has run dry', () => {
    const begin = () => {
      const playback = createPlayback();
      playback.add('item', audio(1_520));
      const sent = playback.takeDue(0);
      expect(sent.at(-1)?.type).toBe('media');
      return playback;
    };
    const ended = begin();
    expect(ended.finish('item')).toBeNull();
    expect(marks(ended.takeDue(1))).toHaveLength(1);
    expect(ended.takeDue(200)).toEqual([]);
    const followed = begin();
    followed.add('next', audio(20));
    expect(followed.takeDue(1).map(({ type }) => type)).toEqual(['mark', 'media']);
    const dry = begin();
    expect(dry.takeDue(99)).toEqual([]);
    const [name = ''] = marks(dry.takeDue(100));
    expect(dry.mark(name, 1_020)).toMatchObject({ heardMs: 1_520, final: false });
    expect(dry.waitingMs).toBe(0);
  });

  it('that is held goes on with the piece that was playing, also where that has no mark of its own', () => {
    const playback = createPlayback();
    for (let ms = 0; ms < 1_980; ms += 20) playback.add('item', audio(20));
    const names = marks(playback.takeDue(0));
    for (const name of names.slice(0, 15)) playback.mark(name, 1_500);
    playback.hold(1_750);
    playback.unhold();
    expect(mediaBytes(playback.takeDue(1_800)) / 8).toBe(1_980 - 1_740);
    expect(playback.clear(1_810)?.heardMs).toBe(1_750);
  });

  it('that is held at the beginning of an item still reports the item before as wholly heard', () => {
    const playback = createPlayback();
    playback.add('first', audio(300));
    playback.finish('first');
    playback.add('second', audio(500));
    const names = marks(playback.takeDue(0));
    playback.mark(names[0] ?? '', 100);
    // The mark of the first item's end is on its way back.
    playback.hold(350);
    playback.unhold();
    const reports = marks(playback.takeDue(400)).map((name) => playback.mark(name, 500));
    expect(reports).toContainEqual({ itemId: 'first', heardMs: expect.closeTo(300, 0), final: true });
  });

  it('drops audio beyond ten minutes', () => {
    const playback = createPlayback();
    while (playback.add('item', audio(30_000)));
    expect(playback.waitingMs).toBeLessThan(11 * 60_000);
  });
});
