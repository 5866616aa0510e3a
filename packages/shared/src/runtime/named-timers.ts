/** One timer for each name. Setting a name again replaces its timer. */
export interface NamedTimers<Name extends string> {
  /** A time in the past fires as soon as possible. */
  set(name: Name, afterMs: number): void;
  cancel(name: Name): void;
  clear(): void;
  readonly size: number;
}

export function createNamedTimers<Name extends string>(fire: (name: Name) => void): NamedTimers<Name> {
  const cancels = new Map<Name, () => void>();
  return {
    get size() {
      return cancels.size;
    },
    set(name, afterMs) {
      cancels.get(name)?.();
      const onDue = () => {
        cancels.delete(name);
        fire(name);
      };
      // After a stall, timers run before what waits in the sockets, which may be just what was waited for.
      const letOthersFirst = () => {
        const immediate = setImmediate(onDue);
        cancels.set(name, () => clearImmediate(immediate));
      };
      const timer = setTimeout(letOthersFirst, Math.max(0, afterMs));
      cancels.set(name, () => clearTimeout(timer));
    },
    cancel(name) {
      cancels.get(name)?.();
      cancels.delete(name);
    },
    clear() {
      for (const cancel of cancels.values()) cancel();
      cancels.clear();
    },
  };
}
