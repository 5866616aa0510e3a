/**
 * Chooses the number that looks most like the called one: a call from the same region is more often picked up and
 * priced as such. All in E.164. The first is the default.
 */
export function chooseCallerNumber(to: string, [first, ...others]: readonly [string, ...string[]]): string {
  const likeness = (number: string) => {
    let same = 0;
    while (same < number.length && number[same] === to[same]) same += 1;
    return same;
  };
  return others.reduce((best, number) => (likeness(number) > likeness(best) ? number : best), first);
}
