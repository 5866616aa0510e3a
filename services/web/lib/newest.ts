/**
 * Numbers the tries of one thing, whose answers may come in another order. Each call begins a try, and returns whether it
 * is still the newest one.
 */
export function createNewest(): () => () => boolean {
  let tries = 0;
  return () => {
    tries += 1;
    const own = tries;
    return () => own === tries;
  };
}
