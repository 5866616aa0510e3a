import { toDeviceCode } from '@ringback/shared/contract/device-codes';
import { AppError } from '@ringback/shared/contract/errors';
import { wideNetworkOf } from '@ringback/shared/contract/wide-network';
import type { DeviceCodes, ValidDeviceCode } from '@ringback/shared/redis/admission/device-codes';
import { takeFromLimits } from '@ringback/shared/redis/admission/limits';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { refuseLimited } from './limits.ts';

const windowMs = 10 * 60_000;
/**
 * Wrong codes allowed in ten minutes. From all browsers so many that one network alone cannot use them up; what they
 * give a guesser is computed at `deviceCodeLength`.
 */
export const mostWrongCodes = { address: 30, network: 150, all: 10_000 };

/**
 * Finds what a typed code opens. Only wrong codes count, and who has typed too many is refused whatever they send.
 * Throws `device_code_wrong` whatever is wrong with a code, and `limited`. Rejects without Redis.
 */
export type DeviceDoor = (typed: string, address: string) => Promise<ValidDeviceCode>;

export function createDeviceDoor(redis: ScriptedRedis, codes: Pick<DeviceCodes, 'find'>): DeviceDoor {
  const take = (address: string, amount: number) =>
    takeFromLimits(redis, [
      { name: `device-codes:address:${address}`, most: mostWrongCodes.address, windowMs, amount },
      {
        name: `device-codes:network:${wideNetworkOf(address)}`,
        most: mostWrongCodes.network,
        windowMs,
        amount,
      },
      { name: 'device-codes:all', most: mostWrongCodes.all, windowMs, amount },
    ]);
  return async (typed, address) => {
    const code = toDeviceCode(typed);
    const found = code === null ? null : await codes.find(code);
    // Checked and taken in one step, so that simultaneous guesses get no more tries than guesses one by one.
    refuseLimited(await take(address, found === null ? 1 : 0));
    if (found === null) throw new AppError('device_code_wrong');
    return found;
  };
}
