"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "members_0001"
down_revision = None
branch_labels = ("members",)
depends_on = None


def upgrade() -> None:
    """The first tables."""
    op.create_table('members_link',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('platform', sa.String(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('expires', sa.BigInteger(), nullable=False),
    sa.Column('claimer', sa.Integer(), nullable=True),
    sa.Column('claimed_platform', sa.String(), nullable=True),
    sa.Column('claimed_account', sa.String(), nullable=True),
    sa.Column('claimed_name', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('code'),
    sa.UniqueConstraint('person'),
    sqlite_autoincrement=True
    )
    op.create_table('members_wrong_code',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('members_wrong_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_members_wrong_code_person'), ['person'], unique=False)
