/** One timer a name; setting a name again replaces its timer. */
export interface NamedTimers<Name extends string> {
  /** A time in the past fires as soon as possible. */
  set(name: Name, afterMs: number): void;
  clear(): void;
  readonly size: number;
}

export function createNamedTimers<Name extends string>(fire: (name: Name) => void): NamedTimers<Name> {
  const timers = new Map<Name, NodeJS.Timeout>();
  return {
    get size() {
      return timers.size;
    },
    set(name, afterMs) {
      clearTimeout(timers.get(name));
      const onDue = () => {
        timers.delete(name);
        fire(name);
      };
      timers.set(name, setTimeout(onDue, Math.max(0, afterMs)));
    },
    clear() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
