"""What applicants do and are paid for one by one."""

#: What an applicant does again and again, so that each time is one thing to pay for.
ACTS = (
    r"(?:收[住治养]|接[收待]|托养|供养|招[用收聘]|聘用|录用|吸纳|安置|引进|引育|培[训养育]|孵化|推荐|服务|种植|养殖|饲养"
    r"|购[置买]|租[用赁]|安装|投放|建[设成]|建造|开[设通行发]|制[定订]|修订|发布|申请|取得|获得?|通过|注册|登记|举办|承办|开展|组织"
    r"|研[发制]|出版|上架|备案|转化|授权|发运|运输|回收|处置|发放|指定|派遣|参加|新增|新建|更新|改造|销售|推广|认定|毕业|完成)"
)
