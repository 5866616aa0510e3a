-- Replaces the amount that is reserved for a call: by its cost when it is over, or by more while it lives.
-- KEYS: 1 reservations (hash), then the purses of the reservation (money of its day in millionths of a dollar:
--       the one for all first, then the shares)
-- ARGV: 1 JSON: { session, text (the reservation as it was read), difference (millionths), next (the reservation from
--       now on; '' none, it is settled), mosts (most of each purse, 0: no limit; empty: it is taken whatever is left) }
-- Reply: 'ok' | 'raced' (another instance has done so before) | 'spent' (a purse does not hold it)
local wish = cjson.decode(ARGV[1])
if redis.call('HGET', KEYS[1], wish.session) ~= wish.text then return 'raced' end
for i, most in ipairs(wish.mosts) do
  local spent = tonumber(redis.call('GET', KEYS[1 + i]) or '0')
  if most > 0 and spent + wish.difference > most then return 'spent' end
end
if wish.next == '' then
  redis.call('HDEL', KEYS[1], wish.session)
else
  redis.call('HSET', KEYS[1], wish.session, wish.next)
end
for i = 2, #KEYS do
  -- A day that is long over has no account any more, and a new one would never expire.
  if redis.call('EXISTS', KEYS[i]) == 1 then
    redis.call('INCRBY', KEYS[i], string.format('%d', wish.difference))
  end
end
return 'ok'
