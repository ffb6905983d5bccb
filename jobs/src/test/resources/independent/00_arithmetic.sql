-- Exact arithmetic over whole numbers of 128 bits: amounts and counts in millionths, values in base
-- units in 10^-12. A quotient is rounded half up, once.
create macro half_up(a, b) as
  sign(a)::hugeint * sign(b)::hugeint * ((2 * abs(a) + abs(b)) // (2 * abs(b)));

create macro millionths(amount) as (amount * 1000000::decimal(7, 0))::hugeint;

create macro published(amount) as (amount::decimal(28, 6) * 1000000::decimal(7, 0))::hugeint;

-- How exact a sum is, of how exact its parts are.
create macro together(about, at_least, at_most) as
  case
    when about or (at_least and at_most) then 'about'
    when at_least then 'at_least'
    when at_most then 'at_most'
    else 'exact'
  end;

-- How exact a figure is that grows with one part and falls with another.
create macro against(grows, falls) as
  case
    when falls = 'exact' then grows
    when grows = 'exact' and falls = 'at_least' then 'at_most'
    when grows = 'exact' and falls = 'at_most' then 'at_least'
    else 'about'
  end;
