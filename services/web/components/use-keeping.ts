import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import type { Keeping } from '@ringback/shared/contract/kept-parts';
import { useEffect, useState } from 'react';

/** For how long things are kept here. Null until the server has said so: a page is of use without it. */
export function useKeeping(api: ApiClient | null): Keeping | null {
  const [keeping, setKeeping] = useState<Keeping | null>(null);
  useEffect(() => {
    api?.keeping().then(setKeeping, (error) => {
      if (!(error instanceof ApiError)) throw error;
    });
  }, [api]);
  return keeping;
}
