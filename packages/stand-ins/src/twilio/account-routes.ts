import { Router } from 'express';
import type { Carrier } from './carrier-call.ts';
import { refuse } from './carrier-errors.ts';

/** The account, as its owner has set it up in the carrier's console. */
export interface CarrierAccount {
  status: 'active' | 'suspended' | 'closed';
  type: 'Full' | 'Trial';
  /** Countries that may be called, ISO 3166. */
  permittedCountries: readonly string[];
  /** The same for all of its numbers. */
  numbers: {
    canSpeak: boolean;
    voiceUrl: string;
    voiceMethod: 'GET' | 'POST';
    fallbackUrl: string;
    statusCallback: string;
  };
}

export function newAccount(): CarrierAccount {
  return {
    status: 'active',
    type: 'Full',
    permittedCountries: [],
    numbers: { canSpeak: true, voiceUrl: '', voiceMethod: 'POST', fallbackUrl: '', statusCallback: '' },
  };
}

/** The account, its numbers and its dialling permissions, as far as an application may want to check them. */
export function createAccountRoutes(parts: {
  carrier: Carrier;
  account: CarrierAccount;
  ownNumbers: readonly string[] | null;
}): Router {
  const { carrier, account, ownNumbers } = parts;
  const router = Router();

  router.get('/2010-04-01/Accounts/:accountSid.json', (_request, response) => {
    const { status, type } = account;
    response.json({ sid: carrier.accountSid, friendly_name: 'stand-in', status, type });
  });

  router.get('/2010-04-01/Accounts/:accountSid/IncomingPhoneNumbers.json', (request, response) => {
    const { PhoneNumber: wanted } = request.query;
    const { canSpeak, voiceUrl, voiceMethod, fallbackUrl, statusCallback } = account.numbers;
    const numbers = (ownNumbers ?? []).filter((number) => wanted === undefined || number === wanted);
    response.json({
      incoming_phone_numbers: numbers.map((number) => ({
        account_sid: carrier.accountSid,
        phone_number: number,
        capabilities: { voice: canSpeak, sms: false, mms: false },
        voice_url: voiceUrl,
        voice_method: voiceMethod,
        voice_fallback_url: fallbackUrl,
        status_callback: statusCallback,
      })),
      ...{ page: 0, page_size: numbers.length, uri: request.originalUrl, next_page_uri: null },
    });
  });

  // On the real carrier this lives on another host: voice.twilio.com.
  router.get('/v1/DialingPermissions/Countries/:country', (request, response) => {
    const { country } = request.params;
    if (!/^[A-Z]{2}$/.test(country)) return refuse(response, 20404);
    const isPermitted = account.permittedCountries.includes(country);
    response.json({
      iso_code: country,
      low_risk_numbers_enabled: isPermitted,
      high_risk_special_numbers_enabled: false,
      high_risk_tollfraud_numbers_enabled: false,
    });
  });

  return router;
}
