"""What can be wrong with an input file while reading it (codes PC1xx), in Chinese."""

from __future__ import annotations

from typing import NamedTuple

from rules.errors import Diagnostic, InputRejected, Severity


class Problem(NamedTuple):
    """One code: how bad it is, what to tell the reader, and what to do about it."""

    severity: Severity
    message: str
    hint: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

PROBLEMS: dict[str, Problem] = {
    "PC101": Problem(
        _E, "文件是空的，没有可读的文字", "请检查文件是否保存完整，换一份有正文的文件"
    ),
    "PC102": Problem(
        _E, "文件大小 {size} MB，超过上限 {limit} MB", "请拆成几份，或只保留政策正文后再提交"
    ),
    "PC103": Problem(
        _E, "文字量 {size} 字，超过上限 {limit} 字", "请把文件拆成几份，每份一项或几项政策"
    ),
    "PC104": Problem(
        _E,
        "不认识的文件格式（{kind}），期望 txt、md、html、docx、pdf 或图片（png、jpg、tiff）",
        "请另存为 docx 或 pdf 后再提交",
    ),
    "PC105": Problem(_E, "文件已加密，需要密码才能打开", "请去掉打开密码，另存一份后再提交"),
    "PC106": Problem(
        _E, "PDF 文件已损坏或不完整（{detail}）", "请重新下载，或用阅读器打开后另存为 PDF"
    ),
    "PC107": Problem(
        _E,
        "{what}共 {pages} 页，没有一页读得到文字",
        "请确认不是空白页；扫描件请重新扫描得清楚些，或提交 docx、网页原文",
    ),
    "PC108": Problem(
        _E,
        "压缩内容异常（{detail}），疑似压缩炸弹，已拒绝解压",
        "请用 Word 或 WPS 打开原文件，另存为新的 docx",
    ),
    "PC109": Problem(
        _E, "docx 文件已损坏或不完整（{detail}）", "请用 Word 或 WPS 打开修复，另存为 docx"
    ),
    "PC110": Problem(
        _E, "无法判断文字编码，解出来的内容不像中文文本", "请另存为 UTF-8 或 GB18030 编码的文本"
    ),
    "PC111": Problem(
        _E, "{kind} 是旧版办公文件，不能直接读取", "请用 Word 或 WPS 打开，另存为 docx 后再提交"
    ),
    "PC112": Problem(
        _E,
        "{kind} 是扫描件或图片，要识别文字才能读，而本机没有安装文字识别",
        "请管理员安装：pip install 'policycalc[ocr]'；或提交 docx、网页原文、带文字的 PDF",
    ),
    "PC113": Problem(
        _E, "{kind} 不是政策文本格式", "请把其中的政策文字导出或复制为 docx、pdf 或 txt"
    ),
    "PC114": Problem(_E, "PDF 有 {pages} 页，超过上限 {limit} 页", "请拆成几份后再提交"),
    "PC115": Problem(
        _E, "网页里没有找到正文文字", "正文可能由脚本加载，请在浏览器打开后另存，或复制为文本"
    ),
    "PC116": Problem(
        _E,
        "解析超过 {seconds} 秒还没有完成，已停止，文件没有入库",
        "请把文件拆成几份，或另存为 docx、txt 后再提交；网站的时限由管理员设置",
    ),
    "PC117": Problem(
        _E,
        "解析所需内存超过 {megabytes} MB，已停止，文件没有入库",
        "请把文件拆成几份，或只保留政策正文后再提交",
    ),
    "PC118": Problem(
        _E,
        "解析程序意外中断，文件没有入库",
        "请另存为 docx 或 txt 后再试；仍然不行，请把文件交给管理员，原因记在日志里",
    ),
    "PC120": Problem(
        _W,
        "第 {pages} 页没有读到文字，可能是扫描页或图片",
        "请核对这些页，补交文字；没有安装文字识别的，可安装：pip install 'policycalc[ocr]'",
    ),
    "PC121": Problem(_W, "有 {count} 处隐藏文字没有计入正文", "请确认这些隐藏内容不属于政策"),
    "PC122": Problem(
        _W, "文字编码不能确定，按 {encoding} 读取", "请抽查几处；如有乱码请另存为 UTF-8"
    ),
    "PC123": Problem(_W, "文字中有 {count} 个不可见的控制字符，已去掉", "请抽查原文是否有缺字"),
    "PC124": Problem(_N, "扩展名是 {extension}，内容其实是 {kind}，按 {kind} 读取", "可以不处理"),
    "PC125": Problem(_W, "有 {count} 处{part}，文字已放在正文之后", "请核对这些内容的位置"),
    "PC126": Problem(_N, "文件带有宏，宏没有运行也没有读取", "可以不处理"),
    "PC127": Problem(
        _W, "文件有修订记录：已采用 {inserted} 处插入，略去 {deleted} 处删除", "请确认是定稿"
    ),
    "PC128": Problem(
        _W, "没有找到明确的正文区域，按整页读取", "请检查是否混入了栏目、链接等网页内容"
    ),
    "PC129": Problem(
        _W, "第 {pages} 页的文字有大量无法识别的字符", "字体可能未嵌入编码，请核对或换一份文件"
    ),
    "PC130": Problem(
        _N,
        "第 {pages} 页是扫描件或图片，文字由图像识别得来",
        "识别会认错字；请对照原件抽查，数字和单位要逐个核对",
    ),
    "PC131": Problem(_W, "文字识别把握不大（{percent}）：「{quote}」", "请对照原件核对这一行"),
    "PC132": Problem(
        _E,
        "文字识别把握不大，数字或单位可能认错：「{figures}」，所在行「{quote}」",
        "请对照原件逐字核对，有误请在规则中改正；核对无误后可以放行",
    ),
    "PC133": Problem(
        _E,
        "有 {pages} 页需要文字识别，超过上限 {limit} 页",
        "请拆成几份后再提交，或先转成带文字的 PDF",
    ),
    "PC134": Problem(
        _E, "图片打不开或不能用（{detail}）", "请另存为 png 或 jpg，或重新拍照后再提交"
    ),
    "PC135": Problem(
        _E, "不读这种图片（{kind}）", "请另存为 png、jpg 或 tiff，或提交可复制文字的原文"
    ),
}


def problem(code: str, file: str, place: str = "", **values: object) -> Diagnostic:
    """The diagnostic of a code with its Chinese text filled in; an unknown code is a KeyError."""
    entry = PROBLEMS[code]
    return Diagnostic(
        code=code,
        severity=entry.severity,
        message=entry.message.format(**values),
        hint=entry.hint.format(**values),
        file=file,
        place=place,
    )


def rejection(code: str, file: str, place: str = "", **values: object) -> InputRejected:
    """The exception for an input that cannot be used at all."""
    return InputRejected([problem(code, file, place, **values)])
