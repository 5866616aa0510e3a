/**
 * Preloaded into a service (`node --import`). Its wall clock jumps an hour ahead at the first SIGUSR2, to an hour
 * behind the true time at the second, and is right again at the third. Timers do not notice, as in reality.
 */
const hourMs = 3_600_000;
const offsets = [hourMs, -hourMs, 0];
const RealDate = Date;
let offsetMs = 0;

class JumpingDate extends RealDate {
  constructor(...given: [] | [number | string | Date]) {
    super(given.length === 0 ? JumpingDate.now() : given[0]);
  }
  static override now(): number {
    return RealDate.now() + offsetMs;
  }
}

globalThis.Date = JumpingDate as DateConstructor;
process.on('SIGUSR2', () => {
  offsetMs = offsets.shift() ?? 0;
});
