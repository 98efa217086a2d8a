//! The columns of a roster, and what they may be called.

use serde::{Deserialize, Serialize};

use crate::conversation::sheet::Headers;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// 单位: the one that is required.
    Name,
    /// 简称.
    Aliases,
    /// 类别.
    Sector,
    /// 联络员.
    Contact,
    /// 联络员电话.
    ContactPhone,
    /// B角.
    Deputy,
    /// B角电话.
    DeputyPhone,
    /// 分管领导.
    Leader,
    /// 分管领导电话.
    LeaderPhone,
    /// 编号: the roster's own.
    Id,
    /// 角色: marks the lead office.
    Role,
}

/// Their headers.
pub(super) const HEADERS: Headers<Column> = &[
    (Column::Name, &["单位", "单位名称", "部门", "部门名称", "配合部门", "成员单位", "责任单位", "name", "department"]),
    (Column::Aliases, &["简称", "别名", "单位简称", "部门简称", "aliases", "alias", "shortname"]),
    (Column::Sector, &["类别", "单位类别", "分类", "sector", "category"]),
    (Column::Contact, &["联络员", "联络员姓名", "联系人", "a角", "contact", "contacta"]),
    (
        Column::ContactPhone,
        &[
            "联络员电话",
            "联络员手机",
            "联络员联系电话",
            "联系人电话",
            "a角电话",
            "联系电话",
            "电话",
            "手机",
            "phone",
            "contactphone",
            "contactaphone",
        ],
    ),
    (Column::Deputy, &["b角", "b角姓名", "副联络员", "deputy", "contactb"]),
    (Column::DeputyPhone, &["b角电话", "b角手机", "b角联系电话", "deputyphone", "contactbphone"]),
    (Column::Leader, &["分管领导", "分管领导姓名", "leader"]),
    (Column::LeaderPhone, &["分管领导电话", "分管领导手机", "分管领导联系电话", "leaderphone"]),
    (Column::Id, &["id", "编号", "单位编号"]),
    (Column::Role, &["role", "角色"]),
];
