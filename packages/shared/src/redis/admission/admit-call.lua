-- Admits one session, or says what stands against it. Room among the live sessions, every limit and every share of the
-- day's money are checked in one step, so that only one of two parallel requests takes the last slot. Nothing is
-- written unless everything allows it.
-- KEYS: 1 reservations (hash), then the purses (money of the day in millionths of a dollar: the one for all first, then
--       the shares), then the sets of slots (sorted by the time a slot ends), then the counters
-- ARGV: 1 JSON: { session, reservation (text), amount (millionths), dayLeftMs, replaced (session whose slots it takes
--       over, '' none), slotLifeMs, purses = {{most}}, sets = {{most}}, counters = {{most, windowMs}} };
--       a most of 0 is no limit, but for the first purse, where it is no money
-- Replies (three strings): 'ok' | 'full' | 'limited' | 'spent', index of the set, counter or purse from 0,
--       ms until a retry
local wish = cjson.decode(ARGV[1])
if redis.call('HEXISTS', KEYS[1], wish.session) == 1 then return { 'ok', '0', '0' } end
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local whole = function(number) return string.format('%d', number) end
local firstSet = 1 + #wish.purses
local firstCounter = firstSet + #wish.sets
for i, set in ipairs(wish.sets) do
  local key = KEYS[firstSet + i]
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
  local taken = redis.call('ZCARD', key)
  if wish.replaced ~= '' and redis.call('ZSCORE', key, wish.replaced) then taken = taken - 1 end
  if set.most > 0 and taken >= set.most and not redis.call('ZSCORE', key, wish.session) then
    return { 'full', whole(i - 1), '0' }
  end
end
for i, counter in ipairs(wish.counters) do
  local key = KEYS[firstCounter + i]
  if counter.most > 0 and tonumber(redis.call('GET', key) or '0') >= counter.most then
    return { 'limited', whole(i - 1), whole(math.max(0, redis.call('PTTL', key))) }
  end
end
for i, purse in ipairs(wish.purses) do
  local spent = tonumber(redis.call('GET', KEYS[1 + i]) or '0')
  local isHeld = i == 1 or purse.most > 0
  if wish.amount > 0 and isHeld and spent + wish.amount > purse.most then
    return { 'spent', whole(i - 1), whole(wish.dayLeftMs) }
  end
end
for i = 1, #wish.sets do
  local key = KEYS[firstSet + i]
  if wish.replaced ~= '' then redis.call('ZREM', key, wish.replaced) end
  redis.call('ZADD', key, whole(now + wish.slotLifeMs), wish.session)
  redis.call('PEXPIRE', key, whole(wish.slotLifeMs))
end
for i, counter in ipairs(wish.counters) do
  local key = KEYS[firstCounter + i]
  if redis.call('INCR', key) == 1 then redis.call('PEXPIRE', key, whole(counter.windowMs)) end
end
for i = 1, #wish.purses do
  redis.call('INCRBY', KEYS[1 + i], whole(wish.amount))
  redis.call('PEXPIRE', KEYS[1 + i], whole(wish.dayLeftMs + 86400000))
end
redis.call('HSET', KEYS[1], wish.session, wish.reservation)
return { 'ok', '0', '0' }
