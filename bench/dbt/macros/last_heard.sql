{% macro last_heard(table, key) %}
-- What databases sent, as it was known at the end of the day, of each key the last thing heard:
-- within one source the highest position counts, whenever it was received; of several sources the
-- one heard last; a deletion leaves nothing.
(
  select *
  from (
    select *
    from (
      select *
      from {{ source('ods', table) }}
      where received_on <= as_at()
      qualify row_number() over (
        partition by {{ key }}, source_database order by source_position desc, received_at desc
      ) = 1
    ) as last_of_source
    qualify row_number() over (partition by {{ key }} order by received_at desc) = 1
  ) as last_of_all
  where operation <> 'delete'
) as last_heard
{% endmacro %}
