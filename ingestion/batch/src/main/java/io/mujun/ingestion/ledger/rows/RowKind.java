package io.mujun.ingestion.ledger.rows;

/** What a row below the header is. */
enum RowKind {
  RECORD,
  /** 合计, 小计: a sum of rows that stand together. */
  SUM,
  /** 一、产业项目（12个）: heads the rows below it, often with their sum. */
  HEADING,
  /** 其中：…: a part of a sum, of rows that need not stand together. */
  PART,
  /** 本月无: states that there is no record. */
  NONE,
  /** 注：…, 填报人：…: follows the table. */
  NOTE,
  /** Reads like a sum and like a record. */
  UNCLEAR
}
