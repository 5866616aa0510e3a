import { z } from 'zod';

// Zod would try to compile its checks from strings. The page's security policy forbids and reports that.
z.config({ jitless: true });
