"""The offline form: what a questionnaire asks, to be filled without the program.

`plain` writes an answers file with the questions as comments, for who has an editor.
`workbook` writes a workbook, for who has a spreadsheet; `reading` takes it back.
"""
