import { type ApiClient, createApiClient } from '@ringback/shared/client/api-client';
import { useEffect, useState } from 'react';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { type ServiceAddresses, toServiceAddresses } from '../lib/service-addresses.ts';

export interface Services {
  api: ApiClient;
  addresses: ServiceAddresses;
  /** How long telephony waits for a browser that has lost its sound, in ms. */
  reattachMs: number;
}

/** The other services as this browser reaches them. Null until the page runs in a browser. */
export function useServices(configuration: RunTimeConfiguration): Services | null {
  const [services, setServices] = useState<Services | null>(null);
  useEffect(() => {
    const addresses = toServiceAddresses(configuration, window.location);
    setServices({ addresses, reattachMs: configuration.reattachMs, api: createApiClient(addresses.apiUrl) });
  }, [configuration]);
  return services;
}
