"""Why is a file refused, with its cover and headings, before its rows are looked at?"""

from store.intake.refusal import Refusal

REFUSED_FILES: dict[str, Refusal] = {
    # The file, before anybody reads its cells.
    "file_type": Refusal(
        "只收 .xlsx 和 .csv 文件；请另存为 .xlsx 再报。",
        "Only .xlsx and .csv files are taken; save it as .xlsx and submit again.",
    ),
    "file_name": Refusal(
        "文件名不合规：{found}；CSV 文件名应为 台账_单位_月份.csv，如 service_320100_202610.csv。",
        "The file name {found} doesn't fit; a CSV is named ledger_unit_month.csv, such as "
        "service_320100_202610.csv.",
    ),
    "file_name_person": Refusal(
        "文件名中含身份证号或手机号；请改名后再报。",
        "The file name holds an ID or mobile number; rename the file and submit again.",
        hides=True,
    ),
    "person_elsewhere": Refusal(
        "批注、文件属性、图形或工作表名称中含身份证号或手机号；请删去后再报。",
        "A comment, the file's properties, a drawing or a sheet's name holds an ID or mobile "
        "number; remove it and submit again.",
        hides=True,
    ),
    "old_format": Refusal(
        "文件已加密，或是旧版 .xls 格式；请取消密码，另存为 .xlsx 再报。",
        "The file is encrypted or in the old .xls format; remove the password and save it as "
        ".xlsx.",
    ),
    "not_workbook": Refusal(
        "文件损坏，或不是 Excel 工作簿；请用模板重新填写。",
        "The file is damaged or no Excel workbook; fill in the template again.",
    ),
    "too_large": Refusal(
        "文件过大（{found}）；上限 {limit}，请改用 CSV 或分开报送。",
        "The file is too large ({found}); the limit is {limit}. Use CSV or submit in parts.",
    ),
    "zip_bomb": Refusal(
        "文件解压后过大或内部文件过多（{found}），可能是恶意文件；请用模板重新填写。",
        "Unpacked, the file is too large or has too many parts ({found}) and may be malicious; "
        "fill in the template again.",
    ),
    "macros": Refusal(
        "文件含宏（VBA）；请用不含宏的 .xlsx 再报。",
        "The file holds macros (VBA); submit an .xlsx without macros.",
    ),
    "external_link": Refusal(
        "文件链接到其他文件；请断开外部链接，只留数值。",
        "The file links to other files; break the links and keep values only.",
    ),
    "unsafe_xml": Refusal(
        "文件内部结构异常（{found}）；请用模板重新填写。",
        "The inside of the file is unusual ({found}); fill in the template again.",
    ),
    "far_cell": Refusal(
        "在很远的位置（{found}）有内容或格式；请删除多余的行和列后再报。",
        "Something stands far away ({found}); delete the surplus rows and columns and submit "
        "again.",
    ),
    "formula": Refusal(
        "单元格是公式；请粘贴为数值。",
        "The cell holds a formula; paste it as a value.",
    ),
    "error_value": Refusal(
        "单元格是错误值（如 #DIV/0!）；请改为正确的值或清空。",
        "The cell holds an error value such as #DIV/0!; correct or clear it.",
    ),
    "parse_failed": Refusal(
        "读取文件时超出内存、时间限制或出错；请检查是否有多余的行列，用模板重新填写。",
        "Reading the file ran out of memory or time, or failed; look for surplus rows and columns"
        ", or fill in the template again.",
    ),
    "too_many_rows": Refusal(
        "行数 {found}，一个工作簿最多 {limit} 行；请改用 CSV。",
        "{found} rows; a workbook may hold {limit}. Use CSV.",
    ),
    "not_text_file": Refusal(
        "第 {row} 行起不是 UTF-8 或 GB18030 文字；请另存为 CSV UTF-8 再报。",
        "From line {row} on this is neither UTF-8 nor GB18030 text; save it as CSV UTF-8.",
    ),
    "bad_csv": Refusal(
        "CSV 第 {row} 行的列数或引号不对；请检查逗号和引号。",
        "Line {row} of the CSV has a wrong number of fields or a stray quote; check commas and "
        "quotes.",
    ),
    "person_key_missing": Refusal(
        "未设置入库前脱敏用的密钥（BIAOCHI_PERSON_KEY），或密钥文件在数据目录内、少于 16 个字节；"
        "请联系系统管理员。",
        "The key for pseudonymising (BIAOCHI_PERSON_KEY) isn't set, lies inside the data folder "
        "or has fewer than 16 bytes; ask the administrator.",
    ),
    # The cover sheet.
    "cover_missing": Refusal(
        "缺少“报送说明”；请使用模板。",
        "The cover sheet 报送说明 is missing; use the template.",
    ),
    "cover_value_missing": Refusal(
        "未填“{label}”。",
        '"{label}" is not filled in.',
    ),
    "cover_period": Refusal(
        "报送月份 {found} 不是月份；请写成 202610。",
        "The month {found} is not a month; write it like 202610.",
    ),
    "cover_filed_at": Refusal(
        "报送时间 {found} 不是日期时间。",
        "The time of filing {found} is no date and time.",
    ),
    "cover_table_missing": Refusal(
        "缺少“市场代码、台账、行数”的表；请使用模板。",
        "The table of market, ledger and rows (市场代码、台账、行数) is missing; use the "
        "template.",
    ),
    "cover_line": Refusal(
        "此行的市场、台账或行数不对：{found}；台账用工作表名称，行数为整数。",
        "Market, ledger or number of rows is wrong here: {found}; name the ledger as its sheet, "
        "the rows as a whole number.",
    ),
    "cover_line_repeated": Refusal(
        "{market} 的“{ledger}”列了两次；请只留一行。",
        "{ledger} of {market} is listed twice; keep one line.",
    ),
    "cover_rows": Refusal(
        "{market} 的“{ledger}”报送说明写 {found} 行，表中有 {counted} 行；请核对，使两者一致。",
        "The cover says {found} rows of {ledger} for {market}, the sheet has {counted}; make the "
        "two agree.",
    ),
    "cover_line_missing": Refusal(
        "表中有 {market} 的“{ledger}”{counted} 行，报送说明没有列出；请补上一行。",
        "The sheet has {counted} rows of {ledger} for {market}, which the cover doesn't list; "
        "add a line.",
    ),
    "name_and_cover": Refusal(
        "文件名写的是 {found}，报送说明写的是 {covered}；请更正其一。",
        "The file name says {found}, the cover says {covered}; correct one of them.",
    ),
    # The sheets and their headings.
    "unknown_sheet": Refusal(
        "不认识的工作表，内容会丢失；请改成模板中的名称，或删去。",
        "This sheet is unknown and would be lost; name it as in the template, or delete it.",
    ),
    "merged_cells": Refusal(
        "有合并单元格（{found}）；请取消合并，每格各填一个值。",
        "Cells are merged ({found}); unmerge them and fill in each cell.",
    ),
    "heading_missing": Refusal(
        "第 {place} 列有内容但没有表头；请用模板的表头。",
        "Column {place} has content but no heading; use the template's headings.",
    ),
    "column_missing": Refusal(
        "缺少这一列；请补上模板中的表头。",
        "This column is missing; restore the template's heading.",
    ),
    "column_unknown": Refusal(
        "不认识的列；请删去，或改成模板中的表头。",
        "This column is unknown; delete it, or name it as in the template.",
    ),
    "column_repeated": Refusal(
        "这一列出现了两次；请只留一列。",
        "This column occurs twice; keep one.",
    ),
}  # fmt: skip
