{% macro functions() %}
create or replace macro as_at() as date '{{ var("day") }}';

-- Exact arithmetic over whole numbers of 128 bits: amounts and counts in millionths, values in base
-- units in 10^-12. A quotient is rounded half up, once.
create or replace macro half_up(a, b) as
  sign(a)::hugeint * sign(b)::hugeint * ((2 * abs(a) + abs(b)) // (2 * abs(b)));

create or replace macro millionths(amount) as (amount * 1000000::decimal(7, 0))::hugeint;

create or replace macro published(amount) as
  (amount::decimal(28, 6) * 1000000::decimal(7, 0))::hugeint;

create or replace macro one(holds) as if(coalesce(holds, false), 1000000, 0)::hugeint;

-- A value in base units, in 10^-12.
create or replace macro base_value(formula, numerator, denominator, period) as
  case
    when formula = 'sum' or formula = 'first part' then numerator * 1000000
    when formula = 'first part of five' and denominator >= 5000000 then numerator * 1000000
    when formula = 'by month' then half_up(numerator * 1000000 * month(period), 12)
    when coalesce(denominator, 0) = 0 then null
    when formula = 'ratio' then half_up(numerator * 1000000000000::hugeint, denominator)
    when formula = 'one less ratio'
      then half_up((denominator - numerator) * 1000000000000::hugeint, denominator)
    when formula = 'ratio less schedule'
      then
        half_up(
          (12 * numerator - month(period) * denominator) * 1000000000000::hugeint, 12 * denominator
        )
    when formula = 'ratio to schedule'
      then half_up(12 * numerator * 1000000000000::hugeint, month(period) * denominator)
    when formula = 'difference' then (numerator - denominator) * 1000000
  end;

-- How exact a sum is, of how exact its parts are.
create or replace macro together(about, at_least, at_most) as
  case
    when about or (at_least and at_most) then 'about'
    when at_least then 'at_least'
    when at_most then 'at_most'
    else 'exact'
  end;

-- How exact a figure is that grows with one part and falls with another.
create or replace macro against(grows, falls) as
  case
    when falls = 'exact' then grows
    when grows = 'exact' and falls = 'at_least' then 'at_most'
    when grows = 'exact' and falls = 'at_most' then 'at_least'
    else 'about'
  end;

-- A project is known by its code, else by its name, however that is written.
create or replace macro project(code, name) as
  coalesce(
    'code ' || upper(code),
    'name ' || lower(
      translate(
        name, '０１２３４５６７８９（）【】［］〔〕－—–、，．　 ', '0123456789()[][][]---,,.'
      )
    )
  );

create or replace macro month_of(day) as date_trunc('month', day)::date;

create or replace macro applies(classes, zone_class) as
  classes is null or list_contains(classes, zone_class);
{% endmacro %}
