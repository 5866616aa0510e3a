import { describe, expect, it } from 'vitest';
import { pageActions, pageKeys, toPageAction } from './page-keys.ts';

describe('the keys of the page', () => {
  const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  it('are each of one action, none of them Space', () => {
    const keys = pageActions.map((action) => pageKeys[action].key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).not.toContain(' ');
  });
  it('do nothing together with a key of the browser or the system', () => {
    expect(toPageAction({ ...none, key: 'm' })).toBe('mute');
    expect(toPageAction({ ...none, key: 'M', shiftKey: true })).toBeNull();
    expect(toPageAction({ ...none, key: 'r', ctrlKey: true })).toBeNull();
    expect(toPageAction({ ...none, key: 't', metaKey: true })).toBeNull();
    expect(toPageAction({ ...none, key: ' ' })).toBeNull();
  });
  it('hang up only together with Shift', () => {
    expect(toPageAction({ ...none, key: 'h' })).toBeNull();
    expect(toPageAction({ ...none, key: 'H', shiftKey: true })).toBe('hang_up');
  });
  it('show their list with and without Shift', () => {
    expect(toPageAction({ ...none, key: '?' })).toBe('keys');
    expect(toPageAction({ ...none, key: '?', shiftKey: true })).toBe('keys');
  });
});
