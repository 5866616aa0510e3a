import { z } from 'zod';
import {
  type DeviceCode,
  type DeviceCodeJoin,
  type DeviceCodeSeen,
  deviceCodeSchema,
  deviceCodeSeenSchema,
  deviceCodeStateSchema,
} from '../contract/device-codes.ts';
import type { GatewayCall } from './gateway-call.ts';

/** The part of the gateway's interface by which another browser becomes the same candidate. Every call throws ApiError. */
export interface DeviceClient {
  /** Makes a code for another browser. An earlier one stops working. */
  makeDeviceCode(): Promise<DeviceCode>;
  /** Until when the candidate's code can be used. Null: there is none, or it was used. */
  deviceCode(): Promise<{ expiresAt: number | null }>;
  cancelDeviceCode(): Promise<void>;
  /** What entering a code would do. It does nothing yet. */
  lookAtDeviceCode(code: string): Promise<DeviceCodeSeen>;
  /** Uses a code up: this browser becomes its candidate. */
  joinByDeviceCode(join: DeviceCodeJoin): Promise<void>;
}

type Call = <T extends z.ZodType>(schema: T, what: GatewayCall) => Promise<z.infer<T>>;

const path = '/api/candidate/device-code';

/** @param call sends with the candidate's cookie. */
export function createDeviceClient(call: Call): DeviceClient {
  return {
    makeDeviceCode: () => call(deviceCodeSchema, { method: 'POST', path }),
    deviceCode: () => call(deviceCodeStateSchema, { method: 'GET', path }),
    async cancelDeviceCode() {
      await call(z.unknown(), { method: 'DELETE', path });
    },
    lookAtDeviceCode: (code) =>
      call(deviceCodeSeenSchema, { method: 'POST', path: `${path}/look`, body: { code } }),
    async joinByDeviceCode(body) {
      await call(z.unknown(), { method: 'POST', path: `${path}/join`, body });
    },
  };
}
