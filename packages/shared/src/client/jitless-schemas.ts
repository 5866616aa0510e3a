import { z } from 'zod';

// Zod would try to compile its checks from strings, which the page's security policy forbids and reports.
z.config({ jitless: true });
