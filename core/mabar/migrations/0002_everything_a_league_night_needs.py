"""Everything a league night needs."""

import sqlalchemy as sa
from alembic import op

revision = "mabar_0002"
down_revision = "mabar_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Everything a league night needs."""
    op.create_table('mabar_again',
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('other', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('person', 'other')
    )
    with op.batch_alter_table('mabar_again', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mabar_again_other'), ['other'], unique=False)

    op.create_table('mabar_alert',
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('game', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('person', 'game')
    )
    with op.batch_alter_table('mabar_alert', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mabar_alert_game'), ['game'], unique=False)

    op.create_table('mabar_chosen',
    sa.Column('person', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('leads', sa.String(), nullable=True),
    sa.Column('quiet', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('person')
    )
    op.create_table('mabar_rank',
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('game', sa.String(), nullable=False),
    sa.Column('rank', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('person', 'game')
    )
    op.create_table('mabar_template',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('game', sa.String(), nullable=False),
    sa.Column('slots', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('guests', sa.Boolean(), nullable=False),
    sa.Column('lowest', sa.String(), nullable=False),
    sa.Column('highest', sa.String(), nullable=False),
    sa.Column('strict', sa.Boolean(), nullable=False),
    sa.Column('region', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('mabar_template', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mabar_template_person'), ['person'], unique=False)

    op.create_table('mabar_cohost',
    sa.Column('session', sa.Integer(), nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['session'], ['mabar_session.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session', 'person')
    )
    with op.batch_alter_table('mabar_cohost', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mabar_cohost_person'), ['person'], unique=False)

    op.create_table('mabar_fun',
    sa.Column('session', sa.Integer(), nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('fun', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['session'], ['mabar_session.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session', 'person')
    )
    with op.batch_alter_table('mabar_fun', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mabar_fun_person'), ['person'], unique=False)

    op.create_table('mabar_told',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('session', sa.Integer(), nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('what', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['session'], ['mabar_session.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('session', 'person', 'what'),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('mabar_told', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mabar_told_person'), ['person'], unique=False)

    with op.batch_alter_table('mabar_seat', schema=None) as batch_op:
        batch_op.add_column(sa.Column('standing', sa.Integer(), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('lane', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('rank', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('guests', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('coming', sa.Boolean(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('offered', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('passed', sa.Boolean(), server_default='0', nullable=False))

    with op.batch_alter_table('mabar_session', schema=None) as batch_op:
        batch_op.add_column(sa.Column('room', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('draft', sa.Boolean(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('begun', sa.Boolean(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('cancelled', sa.Boolean(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('reason', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('pool', sa.Boolean(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('guests', sa.Boolean(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('lowest', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('highest', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('strict', sa.Boolean(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('region', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('code', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('voice', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('asking', sa.Boolean(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('unheard', sa.Boolean(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('made', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('called', sa.BigInteger(), nullable=True))
